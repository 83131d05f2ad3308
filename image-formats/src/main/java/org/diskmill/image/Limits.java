// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import org.diskmill.io.Source;

/**
 * How much a stranger's image may ask of this process. The checks live here, so that a parser's line
 * reads as a sentence.
 *
 * @param diskBytes the largest virtual disk; more than {@link #LARGEST_DISK} is as much as that
 * @param metadataBytes the largest table that is held in memory
 * @param unitBytes the largest stored unit: cluster, grain or block
 * @param descriptorBytes the longest text descriptor
 * @param chainDepth how many files deep a chain may be
 * @param references how many other files an image may name
 * @param snapshots how many internal snapshots an image may hold
 * @param keyIterations how many rounds of hashing trying a passphrase may take, over all key slots
 */
public record Limits(
    long diskBytes,
    long metadataBytes,
    int unitBytes,
    int descriptorBytes,
    int chainDepth,
    int references,
    int snapshots,
    long keyIterations) {
  /**
   * The largest disk, in bytes, that is read or written under any limits: 4 EiB. A disk with the
   * tables that it needs in any format is thus a size that can be told.
   */
  public static final long LARGEST_DISK = 1L << 62;

  private static final Limits DEFAULTS =
      new Limits(64L << 40, 256 << 20, 64 << 20, 1 << 20, 64, 4096, 65_536, 200_000_000);

  public Limits {
    if (diskBytes < 0
        || metadataBytes < 0
        || unitBytes < 0
        || descriptorBytes < 0
        || chainDepth < 1
        || references < 0
        || snapshots < 0
        || keyIterations < 0) {
      throw new IllegalArgumentException("limits: a negative one, or a chain depth below 1");
    }
    diskBytes = Math.min(diskBytes, LARGEST_DISK);
  }

  /** Disks to 64 TiB, tables to 256 MiB, units to 64 MiB, chains 64 deep. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** These limits with another largest disk. */
  public Limits diskBytes(long bytes) {
    return new Limits(
        bytes,
        metadataBytes,
        unitBytes,
        descriptorBytes,
        chainDepth,
        references,
        snapshots,
        keyIterations);
  }

  /** These limits with another largest table. */
  public Limits metadataBytes(long bytes) {
    return new Limits(
        diskBytes,
        bytes,
        unitBytes,
        descriptorBytes,
        chainDepth,
        references,
        snapshots,
        keyIterations);
  }

  /** These limits with another depth. */
  public Limits chainDepth(int files) {
    return new Limits(
        diskBytes,
        metadataBytes,
        unitBytes,
        descriptorBytes,
        files,
        references,
        snapshots,
        keyIterations);
  }

  /** These limits with another number of rounds. */
  public Limits keyIterations(long rounds) {
    return new Limits(
        diskBytes,
        metadataBytes,
        unitBytes,
        descriptorBytes,
        chainDepth,
        references,
        snapshots,
        rounds);
  }

  /** A virtual size read as an unsigned number at {@code at}. */
  public long disk(Source source, long bytes, long at) throws ImageException {
    if (Long.compareUnsigned(bytes, diskBytes) > 0) {
      throw over(source, "virtual size at " + at, bytes, diskBytes);
    }
    return bytes;
  }

  /** The size of a table that is about to be read into memory. */
  public int metadata(Source source, String table, long bytes) throws ImageException {
    // A small heap must not be filled by one table, whatever the caller allowed.
    long heap = Runtime.getRuntime().maxMemory() / 4;
    long most = Math.min(metadataBytes, Integer.MAX_VALUE - 8);
    if (Long.compareUnsigned(bytes, most) > 0) {
      throw over(source, table, bytes, Math.min(most, heap));
    }
    if (bytes > heap) {
      throw overHeap(source, table, bytes, heap);
    }
    return (int) bytes;
  }

  /** The size of one stored unit. */
  public int unit(Source source, String unit, long bytes) throws ImageException {
    if (Long.compareUnsigned(bytes, unitBytes) > 0) {
      throw over(source, unit, bytes, unitBytes);
    }
    return (int) bytes;
  }

  /** The length of a text that is about to be read into memory. */
  public int descriptor(Source source, String text, long bytes) throws ImageException {
    if (Long.compareUnsigned(bytes, descriptorBytes) > 0) {
      throw over(source, "length of the " + text, bytes, descriptorBytes);
    }
    return (int) bytes;
  }

  /** How many snapshots there are. */
  public int snapshots(Source source, long count) throws ImageException {
    if (Long.compareUnsigned(count, snapshots) > 0) {
      throw over(source, "number of snapshots", count, snapshots);
    }
    return (int) count;
  }

  /** How many rounds of hashing trying a passphrase takes. */
  public void keyIterations(Source source, long rounds) throws ImageException {
    if (Long.compareUnsigned(rounds, keyIterations) > 0) {
      throw over(source, "number of rounds to try a passphrase", rounds, keyIterations);
    }
  }

  private static LimitExceededException over(Source source, String what, long found, long allowed) {
    return new LimitExceededException(message(source, what, found, allowed));
  }

  private static LimitExceededException overHeap(
      Source source, String what, long found, long allowed) {
    return new LimitExceededException(message(source, what, found, allowed)
        + " bytes, a quarter of the memory that Java may use; allow it more, as with -Xmx");
  }

  private static String message(Source source, String what, long found, long allowed) {
    return source + ": " + what + " is " + Long.toUnsignedString(found) + ", allowed are "
        + allowed;
  }
}
