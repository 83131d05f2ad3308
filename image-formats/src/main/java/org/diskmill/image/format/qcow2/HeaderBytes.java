// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.Reference;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Packing;

/** The first cluster of a qcow2 file: [QCOW2 "Header"]. */
final class HeaderBytes {
  /** With the compression type and its padding. */
  private static final int V3_LENGTH = 112;

  /** [QCOW2 "Header"] 32. */
  private static final int LUKS = 2;

  private final Qcow2Options kind;
  private final ByteBuffer b;

  private HeaderBytes(Qcow2Options kind) {
    this.kind = kind;
    this.b = ByteBuffer.allocate(kind.clusterBytes());
  }

  static ByteBuffer of(
      Qcow2Options kind,
      long size,
      long l1At,
      RefcountLayout refcounts,
      Optional<HeaderExtensions.Bitmaps> bitmaps)
      throws UnsupportedImageException {
    Map<Integer, byte[]> extensions = extensions(kind);
    bitmaps.ifPresent(one -> extensions.put(HeaderExtensions.BITMAPS, bitmaps(one)));
    if (needs(kind, extensions) > kind.clusterBytes()) {
      throw new UnsupportedImageException(
          "qcow2: the first cluster is too small for what is to stand in it; use larger clusters");
    }
    HeaderBytes header = new HeaderBytes(kind);
    header.fixed(size, l1At, refcounts);
    if (bitmaps.isPresent()) {
      header.b.putLong(88, header.b.getLong(88) | Bits.BITMAPS);
    }
    header.variable(extensions);
    return header.b.clear();
  }

  /** How much of the first cluster it needs, in bytes. */
  static int needs(Qcow2Options kind) {
    return needs(kind, extensions(kind));
  }

  private static byte[] bitmaps(HeaderExtensions.Bitmaps bitmaps) {
    ByteBuffer b = ByteBuffer.allocate(24);
    b.putInt((int) bitmaps.count()).putInt(0);
    return b.putLong(bitmaps.directoryBytes()).putLong(bitmaps.directoryAt()).array();
  }

  private static int needs(Qcow2Options kind, Map<Integer, byte[]> all) {
    int extensions = all.values().stream()
        .mapToInt(data -> ExtensionBytes.bytes(data.length))
        .sum();
    return length(kind) + extensions + ExtensionBytes.END + backingName(kind).length;
  }

  private void fixed(long size, long l1At, RefcountLayout refcounts) {
    b.putInt(0, (int) Qcow2Header.MAGIC);
    b.putInt(4, kind.version());
    b.putInt(20, kind.clusterBits());
    b.putLong(24, size);
    b.putInt(32, kind.encryption().isPresent() ? LUKS : 0);
    b.putInt(36, (int) L1Size.entries(kind, size));
    b.putLong(40, l1At);
    b.putLong(48, refcounts.tableCluster() << kind.clusterBits());
    b.putInt(56, (int) refcounts.tableClusters());
    if (kind.version() == 3) {
      boolean zstd = kind.packing() == Packing.ZSTD;
      b.putLong(
          72,
          (zstd ? Bits.COMPRESSION_TYPE : 0)
              | (kind.extendedL2() ? Bits.EXTENDED_L2 : 0)
              | (kind.dataFile().isPresent() ? Bits.EXTERNAL_DATA : 0));
      b.putLong(80, kind.lazyRefcounts() ? Bits.LAZY_REFCOUNTS : 0);
      b.putLong(88, kind.rawDataFile() ? Bits.RAW_EXTERNAL_DATA : 0);
      b.putInt(96, kind.refcountOrder());
      b.putInt(100, V3_LENGTH);
      b.put(104, (byte) (zstd ? 1 : 0));
    }
  }

  /** Extensions, the end of them, and the backing file's name. */
  private void variable(Map<Integer, byte[]> extensions) {
    b.position(length(kind));
    extensions.forEach((type, data) -> ExtensionBytes.put(b, type, data));
    byte[] name = backingName(kind);
    if (kind.version() == 3) {
      ExtensionBytes.featureNames(b, ExtensionBytes.END + name.length);
    }
    if (name.length > 0) {
      ExtensionBytes.end(b);
      b.putLong(8, b.position()).putInt(16, name.length).put(name);
    }
  }

  private static int length(Qcow2Options kind) {
    return kind.version() == 3 ? V3_LENGTH : Qcow2Header.V2_LENGTH;
  }

  private static Map<Integer, byte[]> extensions(Qcow2Options kind) {
    Map<Integer, byte[]> extensions = new LinkedHashMap<>();
    kind.backing()
        .flatMap(Reference::format)
        .ifPresent(text -> extensions.put(HeaderExtensions.BACKING_FORMAT, utf8(text)));
    kind.dataFile()
        .ifPresent(file -> extensions.put(HeaderExtensions.DATA_FILE, utf8(file.name())));
    if (kind.encryption().isPresent()) {
      ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES);
      place.putLong(kind.clusterBytes()).putLong(kind.encryptionHeaderBytes());
      extensions.put(HeaderExtensions.ENCRYPTION_HEADER, place.array());
    }
    return extensions;
  }

  private static byte[] backingName(Qcow2Options kind) {
    return kind.backing().map(one -> utf8(one.name())).orElseGet(() -> new byte[0]);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
