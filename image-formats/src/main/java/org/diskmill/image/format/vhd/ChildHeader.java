// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.diskmill.image.format.Backing;

/**
 * What comes before the blocks of a differencing disk: footer, header, the parent's path, table.
 *
 * <p>The parent's time of change is left at its zero, like our own time: it is the file's, which
 * copying changes.
 */
final class ChildHeader {
  private static final int PATH_AT = VhdFooter.BYTES + DynamicHeader.BYTES;
  private static final int MOST_NAME = DynamicHeader.NAME_BYTES / 2 - 1;

  private final byte[] path;
  private final String name;
  private final String code;
  private final UUID parent;
  private final long blocks;

  ChildHeader(Backing backing, UUID parent, long diskBytes) {
    this.path = backing.path().getBytes(StandardCharsets.UTF_16LE);
    this.name = backing.fileName();
    this.code = backing.relative() ? ParentLocator.RELATIVE : ParentLocator.ABSOLUTE;
    this.parent = parent;
    this.blocks = DynamicLayout.blocks(diskBytes);
  }

  /** The parent's id. */
  UUID parent() {
    return parent;
  }

  private int pathSpace() {
    return sectors(path.length);
  }

  /** Where the table begins. */
  int tableAt() {
    return PATH_AT + pathSpace();
  }

  /** The length of everything up to the table's end. */
  int bytes() {
    return tableAt() + sectors(Math.toIntExact(blocks * Integer.BYTES));
  }

  /** Everything, with an empty table and no footer. */
  ByteBuffer empty() {
    byte[] all = new byte[bytes()];
    Arrays.fill(all, tableAt(), all.length, (byte) 0xff);
    ByteBuffer b = ByteBuffer.wrap(all);
    ByteBuffer header = HeaderBytes.of(blocks, DynamicLayout.BLOCK, tableAt());
    header.putLong(40, parent.getMostSignificantBits());
    header.putLong(48, parent.getLeastSignificantBits());
    String shown = name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
    header.put(DynamicHeader.NAME, shown.getBytes(StandardCharsets.UTF_16BE));
    int locator = DynamicHeader.LOCATORS;
    header.put(locator, code.getBytes(StandardCharsets.US_ASCII));
    header.putInt(locator + 4, pathSpace()).putInt(locator + 8, path.length);
    header.putLong(locator + 16, PATH_AT);
    header.putInt(DynamicHeader.CHECKSUM, VhdChecksum.of(header, DynamicHeader.CHECKSUM));
    b.put(VhdFooter.BYTES, header, 0, DynamicHeader.BYTES);
    b.put(PATH_AT, path);
    return b;
  }

  private static int sectors(int bytes) {
    return (bytes + VhdGeometry.SECTOR - 1) / VhdGeometry.SECTOR * VhdGeometry.SECTOR;
  }
}
