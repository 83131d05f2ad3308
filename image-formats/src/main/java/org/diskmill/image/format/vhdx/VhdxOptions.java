// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Backing;
import org.diskmill.image.format.UuidOption;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of VHDX to write.
 *
 * @param fixed whether all blocks are stored and must stay so
 * @param blockBytes the size of a block; 0 lets the size of the disk decide
 * @param logBytes the size of the log, which is empty
 * @param zeroState whether blocks that are not stored are said to be zeros, rather than not present
 * @param uuid of the disk, where the caller wants a certain one
 * @param backing the parent's name, which makes it a differencing disk
 */
record VhdxOptions(
    boolean fixed,
    int blockBytes,
    long logBytes,
    boolean zeroState,
    Optional<UUID> uuid,
    Optional<Backing> backing) {
  static final Set<String> KEYS = Set.of(
      "subformat",
      "block_size",
      "log_size",
      "block_state_zero",
      "uuid",
      "backing_file",
      "backing_fmt");

  static final int SECTOR = 512;

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final long MOST_BLOCK = 256 * MIB;
  private static final long MOST_LOG = (4L << 30) - MIB;
  private static final long MOST_BYTES = 64L << 40;

  static VhdxOptions of(WriteOptions options) throws UnsupportedImageException {
    if (options.compressed()) {
      throw new UnsupportedImageException("vhdx: cannot be compressed");
    }
    Optional<Backing> backing = Backing.of(options, "vhdx");
    String subformat = options.value("subformat").orElse("dynamic");
    if (!subformat.equals("fixed") && !subformat.equals("dynamic")) {
      throw new IllegalArgumentException(
          "option 'subformat': '" + subformat + "' is neither dynamic nor fixed");
    }
    int longest = LocatorBytes.LONGEST_TEXT;
    if (backing.isPresent() && backing.get().path().length() > longest) {
      throw new IllegalArgumentException("option 'backing_file': has "
          + backing.get().path().length()
          + " characters as it is written, and a VHDX holds at most "
          + longest);
    }
    if (backing.isPresent() && subformat.equals("fixed")) {
      throw new IllegalArgumentException(
          "option 'backing_file': a fixed disk holds everything itself");
    }
    long block = options.bytes("block_size").orElse(0L);
    if (block != 0 && (block < MIB || block > MOST_BLOCK || Long.bitCount(block) != 1)) {
      throw new IllegalArgumentException(
          "option 'block_size': " + block + " is not a power of two from 1M to 256M");
    }
    long log = options.bytes("log_size").orElse(MIB);
    if (log < MIB || log > MOST_LOG || log % MIB != 0) {
      throw new IllegalArgumentException(
          "option 'log_size': " + log + " is not whole MiB below 4G");
    }
    return new VhdxOptions(
        subformat.equals("fixed"),
        (int) block,
        log,
        options.flag("block_state_zero").orElse(true),
        UuidOption.of(options),
        backing);
  }

  /** The size of the disk as it is written: the format counts in sectors. */
  static long diskBytes(long size) throws UnsupportedImageException {
    if (size > MOST_BYTES) {
      throw new UnsupportedImageException(
          "vhdx: a disk of " + size + " bytes does not fit in the format, which ends at 64 TiB");
    }
    return (size + SECTOR - 1) / SECTOR * SECTOR;
  }

  /** The size of a block, by default the one that qemu-img takes for such a disk. */
  int blockBytesFor(long diskBytes) {
    if (blockBytes != 0) {
      return blockBytes;
    }
    if (diskBytes > 32 * 1024 * GIB) {
      return (int) (64 * MIB);
    }
    if (diskBytes > 100 * GIB) {
      return (int) (32 * MIB);
    }
    return (int) (diskBytes > GIB ? 16 * MIB : 8 * MIB);
  }
}
