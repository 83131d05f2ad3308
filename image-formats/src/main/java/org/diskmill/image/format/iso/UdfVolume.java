// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * What the volume descriptor sequence of a UDF volume says: [ECMA-167 3/8.4, 3/10].
 *
 * @param name the logical volume's
 * @param partitionAt where its partition is described, in bytes of the file
 * @param end where the partition ends, in bytes of the file
 * @param writtenOnce whether it is of a medium that is written from its beginning on, as far as need be
 */
record UdfVolume(String name, long partitionAt, long end, boolean writtenOnce) {
  private static final int ANCHOR = 2;
  private static final int PARTITION = 5;
  private static final int LOGICAL_VOLUME = 6;
  private static final int TERMINATOR = 8;

  /** Among the access types of a partition: [ECMA-167 3/10.5.7]. */
  private static final int WRITE_ONCE = 2;

  private static final int ANCHOR_SECTOR = 256;
  private static final int TAG_BYTES = 16;
  private static final int NAME_AT = 84;
  private static final int NAME_BYTES = 128;
  private static final int EIGHT_BITS = 8;
  private static final int SIXTEEN_BITS = 16;

  /** Sectors that the sequence is followed for. */
  private static final int MOST = 64;

  /** The volume whose anchor stands where a disc's, or else where a hard disk's does. */
  static Optional<UdfVolume> find(Source source) throws IOException {
    for (int sector : new int[] {2048, 512, 4096}) {
      Optional<ByteBuffer> anchor = descriptor(source, ANCHOR_SECTOR, sector);
      if (anchor.isPresent() && tag(anchor.get()) == ANCHOR) {
        return sequence(source, anchor.get(), sector);
      }
    }
    return Optional.empty();
  }

  private static Optional<UdfVolume> sequence(Source source, ByteBuffer anchor, int sector)
      throws IOException {
    long count = Math.min(MOST, Integer.toUnsignedLong(anchor.getInt(16)) / sector);
    long first = Integer.toUnsignedLong(anchor.getInt(20));
    String name = "";
    long at = -1;
    long end = 0;
    boolean writtenOnce = false;
    for (long number = first; number < first + count; number++) {
      Optional<ByteBuffer> found = descriptor(source, number, sector);
      int tag = found.map(UdfVolume::tag).orElse(TERMINATOR);
      if (tag == TERMINATOR) {
        break;
      }
      ByteBuffer bytes = found.get();
      if (tag == PARTITION) {
        at = number * sector;
        end =
            (Integer.toUnsignedLong(bytes.getInt(188)) + Integer.toUnsignedLong(bytes.getInt(192)))
                * sector;
        writtenOnce = bytes.getInt(184) == WRITE_ONCE;
      } else if (tag == LOGICAL_VOLUME) {
        name = name(bytes);
      }
    }
    return at < 0 ? Optional.empty() : Optional.of(new UdfVolume(name, at, end, writtenOnce));
  }

  /** A descriptor that is whole and has a tag whose checksum is right: [ECMA-167 3/7.2]. */
  private static Optional<ByteBuffer> descriptor(Source source, long number, int sector)
      throws IOException {
    long at = number * sector;
    if (at > source.size() - 512) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(at, bytes);
    bytes.flip();
    int sum = 0;
    for (int i = 0; i < TAG_BYTES; i++) {
      sum += i == 4 ? 0 : bytes.get(i);
    }
    return (byte) sum == bytes.get(4) && tag(bytes) != 0 ? Optional.of(bytes) : Optional.empty();
  }

  private static int tag(ByteBuffer bytes) {
    return Short.toUnsignedInt(bytes.getShort(0));
  }

  /** [OSTA UDF 2.1.3]: characters of 8 or 16 bits, the length of it all in the last byte. */
  private static String name(ByteBuffer bytes) {
    byte[] field = new byte[NAME_BYTES];
    bytes.get(NAME_AT, field);
    int length = Math.min(Byte.toUnsignedInt(field[NAME_BYTES - 1]), NAME_BYTES - 1);
    if (length < 2) {
      return "";
    }
    return switch (field[0]) {
      case EIGHT_BITS -> new String(field, 1, length - 1, StandardCharsets.ISO_8859_1);
      case SIXTEEN_BITS -> new String(field, 1, length - 1, StandardCharsets.UTF_16BE);
      default -> "";
    };
  }
}
