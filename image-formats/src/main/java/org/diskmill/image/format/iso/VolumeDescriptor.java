// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diskmill.io.Source;

/**
 * One sector of the volume recognition sequence: [ECMA-119 8.1, ECMA-167 2/9.1].
 *
 * @param at its place in bytes of the file
 */
record VolumeDescriptor(long at, ByteBuffer bytes) {
  static final int SECTOR = 2048;

  /** Of hard disks. */
  private static final int WIDE_SECTOR = 4096;

  /** Of the sequence, in bytes: the sectors before it are the system's own. */
  static final long FIRST = 16L * SECTOR;

  static final int BOOT_RECORD = 0;
  static final int PRIMARY = 1;
  static final int SUPPLEMENTARY = 2;
  static final int TERMINATOR = 255;

  private static final String ISO9660 = "CD001";

  /** The first of a UDF volume. */
  private static final String UDF = "BEA01";

  private static final Set<String> KNOWN =
      Set.of(ISO9660, "CDW02", UDF, "BOOT2", "NSR02", "NSR03", "TEA01");

  /** Discs have ten at the most. */
  private static final int MOST = 64;

  /** All that are whole, in their order. */
  static List<VolumeDescriptor> all(Source source) throws IOException {
    List<VolumeDescriptor> all = new ArrayList<>();
    long step = step(source);
    long at = FIRST;
    Optional<VolumeDescriptor> one = known(source, at);
    while (one.isPresent() && all.size() < MOST) {
      all.add(one.get());
      at += step;
      one = known(source, at);
    }
    return all;
  }

  /** Each stands in a sector of its own, and UDF's may be larger: [ECMA-167 2/8.4]. */
  private static long step(Source source) throws IOException {
    boolean wide =
        known(source, FIRST).filter(first -> first.identifier().equals(UDF)).isPresent()
            && known(source, FIRST + SECTOR).isEmpty();
    return wide ? WIDE_SECTOR : SECTOR;
  }

  private static Optional<VolumeDescriptor> known(Source source, long at) throws IOException {
    if (at > source.size() - SECTOR) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(at, bytes);
    return Optional.of(new VolumeDescriptor(at, bytes.flip()))
        .filter(one -> KNOWN.contains(one.identifier()));
  }

  /** The first of that type of ISO 9660. */
  static Optional<VolumeDescriptor> first(List<VolumeDescriptor> all, int type) {
    return all.stream().filter(one -> one.is(type)).findFirst();
  }

  /** Whether they announce a UDF volume. */
  static boolean announceUdf(List<VolumeDescriptor> all) {
    return all.stream().anyMatch(one -> one.identifier().startsWith("NSR0"));
  }

  String identifier() {
    return text(1, 5);
  }

  /** Whether it is of ISO 9660, and of that type. */
  boolean is(int type) {
    return identifier().equals(ISO9660) && Byte.toUnsignedInt(bytes.get(0)) == type;
  }

  /** Characters of 16 bits, without the blanks or zeros that fill the field up. */
  String wideText(int position, int length) {
    String text =
        StandardCharsets.UTF_16BE.decode(bytes.slice(position, length)).toString();
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Characters, without the blanks or zeros that fill the field up. */
  String text(int position, int length) {
    byte[] field = new byte[length];
    bytes.get(position, field);
    int end = length;
    while (end > 0 && (field[end - 1] == ' ' || field[end - 1] == 0)) {
      end--;
    }
    return new String(field, 0, end, StandardCharsets.ISO_8859_1);
  }
}
