// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Finds the VDI that has an id, since that is all by which a VDI knows its parent. */
final class NumberedDisks {
  private static final int MOST_FILES = 10_000;
  private static final int SIGNATURE = 0xbeda107f;
  private static final int SIGNATURE_AT = 0x40;
  private static final int VERSION_AT = 0x44;
  private static final int ID_AT = 0x188;
  /** Of files of version 0. */
  private static final int OLD_ID_AT = 0x174;

  private NumberedDisks() {}

  /** The plain name of the file, where the reference is such an id and a file has it. */
  static Optional<String> find(Path directory, Reference reference) throws IOException {
    if (!reference.format().equals(Optional.of("vdi"))) {
      return Optional.empty();
    }
    UUID wanted;
    try {
      wanted = UUID.fromString(reference.name());
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Path name = file.getFileName();
        if (name != null
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && looked++ < MOST_FILES
            && has(file, wanted)) {
          return Optional.of(name.toString());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(Path file, UUID wanted) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(ID_AT + 16).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      while (b.hasRemaining() && channel.read(b, b.position()) > 0) {
        // Until it is full, or the file is shorter.
      }
    }
    if (b.hasRemaining() || b.getInt(SIGNATURE_AT) != SIGNATURE) {
      return false;
    }
    int at = b.getInt(VERSION_AT) >>> 16 == 0 ? OLD_ID_AT : ID_AT;
    long high = Integer.toUnsignedLong(b.getInt(at)) << 32
        | (long) Short.toUnsignedInt(b.getShort(at + 4)) << 16
        | Short.toUnsignedInt(b.getShort(at + 6));
    return wanted.equals(new UUID(high, Long.reverseBytes(b.getLong(at + 8))));
  }
}
