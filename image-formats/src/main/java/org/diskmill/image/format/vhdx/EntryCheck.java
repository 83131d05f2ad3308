// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.format.BlockTally;
import org.diskmill.image.format.UsedSpace;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Looks at every entry of a block allocation table. Used once. */
final class EntryCheck {
  private static final int CHECKPOINT = 1 << 13;
  private static final long MIB = 1 << 20;

  /** Bits 3 to 19 of an entry are reserved. */
  private static final long RESERVED = 0xf_fff8;

  private final VhdxFile file;
  private final Source source;
  private final VhdxMetadata metadata;
  private final Bat bat;
  private final SectorBitmaps bitmaps;
  private final Findings findings;
  private final UsedSpace used;
  private final BlockTally tally;

  /** Whether a block of the chunk that is looked at cannot be read without its bitmap. */
  private boolean bitmapNeeded;

  EntryCheck(VhdxFile file, Findings findings, Limits limits) {
    this.file = file;
    this.source = file.replayed();
    this.used = new UsedSpace(source, limits);
    this.metadata = file.description().metadata();
    this.bat = file.table().layout();
    this.bitmaps = new SectorBitmaps(source, metadata, file.table());
    this.findings = findings;
    this.tally = new BlockTally(bat.blocks(), metadata.blockBytes());
  }

  Allocation allocation(Job job) throws IOException {
    used.add(0, used.kind("header section", MIB));
    VhdxHeader header = file.description().header();
    used.add(header.logAt(), used.kind("log", header.logBytes()));
    for (RegionTable.Region region : file.description().regions().regions()) {
      used.add(region.at(), used.kind("region", region.length()));
    }
    int block = used.kind("block", metadata.blockBytes());
    int bitmap = used.kind("sector bitmap", MIB);
    for (long i = 0; i < bat.blocks(); i++) {
      if (i % CHECKPOINT == 0) {
        job.checkpoint();
      }
      payload(i, block);
      if (i % bat.chunk() == bat.chunk() - 1 || i == bat.blocks() - 1) {
        bitmap(i, bitmap);
      }
    }
    new DiskEnd(file, findings).look();
    // What belongs to nothing is free space here: who opens the file for writing uses it again.
    return tally.allocation(used.report(findings, source.size(), Long.MAX_VALUE));
  }

  private void payload(long index, int kind) throws IOException {
    long entry = file.table().payload(index);
    long entryAt = file.table().payloadAt(index);
    switch (Bat.state(entry)) {
      case Bat.PRESENT, Bat.PARTLY_PRESENT -> {
        if (Bat.state(entry) == Bat.PARTLY_PRESENT && !metadata.hasParent()) {
          wrong(Kind.CONTRADICTION, entryAt, "is partly present, but the disk has no parent");
        }
        bitmapNeeded |= Bat.state(entry) == Bat.PARTLY_PRESENT;
        if (place(entry, entryAt, kind)) {
          whole(index, entry, entryAt);
          own(index, entry, entryAt);
          tally.stored(Bat.at(entry));
        }
      }
      case Bat.UNMAPPED, Bat.OLD_UNMAPPED -> {
        // What was unmapped may keep its place for the time when it is needed again.
        if (Bat.at(entry) != 0) {
          place(entry, entryAt, kind);
        }
      }
      case Bat.NOT_PRESENT, Bat.ZERO -> reserved(entry, entryAt);
      case Bat.UNDEFINED -> {
        // What it held before may still be said to be somewhere.
      }
      default ->
        wrong(Kind.VALUE, entryAt, "has state " + Bat.state(entry) + ", which means nothing");
    }
    if ((entry & RESERVED) != 0) {
      wrong(Kind.VALUE, entryAt, "has reserved bits set");
    }
  }

  /**
   * One changed bit in the entry of a block that is stored makes such a thing of it. QEMU before 2015
   * wrote them for blocks of zeros, so it need not be damage.
   */
  private void reserved(long entry, long entryAt) {
    if (Bat.at(entry) != 0) {
      findings.add(
          Kind.VALUE,
          Severity.LEAK,
          entryAt,
          "block allocation table entry at " + entryAt + " has state " + Bat.state(entry)
              + ", which is stored nowhere, and points to "
              + Long.toUnsignedString(Bat.at(entry)));
    }
  }

  /** One changed bit in the entry of a whole block makes such a thing of it. */
  private void own(long index, long entry, long entryAt) throws IOException {
    if (Bat.state(entry) == Bat.PARTLY_PRESENT && metadata.hasParent() && own(index) == 0) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.LEAK,
          entryAt,
          "block allocation table entry at " + entryAt
              + " is partly present, but all sectors are the parent's");
    }
  }

  private void bitmap(long block, int kind) throws IOException {
    if (bat.bitmap(block) >= bat.entries()) {
      return;
    }
    long entry = file.table().entry(bat.bitmap(block));
    long entryAt = file.table().entryAt(bat.bitmap(block));
    if (Bat.state(entry) == Bat.PRESENT && metadata.hasParent()) {
      if (place(entry, entryAt, kind)) {
        there(entryAt, Bat.at(entry), "sector bitmap", MIB);
      }
    } else if (Bat.state(entry) != Bat.NOT_PRESENT || bitmapNeeded) {
      Kind found = Bat.state(entry) == Bat.NOT_PRESENT ? Kind.MISSING : Kind.VALUE;
      wrong(found, entryAt, "is for a sector bitmap and has state " + Bat.state(entry));
    }
    bitmapNeeded = false;
  }

  /** QEMU cuts the file behind the disk's last sector, which need not be the block's. */
  private void whole(long index, long entry, long entryAt) throws IOException {
    long start = index * metadata.blockBytes();
    long needed = Math.min(metadata.blockBytes(), metadata.diskBytes() - start);
    if (Bat.at(entry) > source.size() - needed && Bat.state(entry) == Bat.PARTLY_PRESENT) {
      needed = Math.min(needed, own(index));
    }
    there(entryAt, Bat.at(entry), "disk", needed);
  }

  /** What the file must have of a partly present block, in bytes. */
  private long own(long index) throws IOException {
    try {
      return bitmaps.ownBytes(index);
    } catch (CorruptImageException noBitmap) {
      // Is found at the bitmap's own entry. Without it all of the block may be needed.
      return metadata.blockBytes();
    }
  }

  private void there(long entryAt, long at, String what, long needed) {
    if (at > source.size() - needed) {
      wrong(
          Kind.DANGLING,
          entryAt,
          "points to " + at + ", where the " + what + " has " + needed
              + " bytes, but the file ends at " + source.size());
    }
  }

  /** Notes what lies there, if that is in the file at all. */
  private boolean place(long entry, long entryAt, int kind) throws ImageException {
    long at = Bat.at(entry);
    if (at < MIB || at >= source.size()) {
      wrong(
          Kind.DANGLING,
          entryAt,
          "points to " + Long.toUnsignedString(at) + ", expected a place inside the file");
      return false;
    }
    used.add(at, kind);
    return true;
  }

  private void wrong(Kind kind, long entryAt, String how) {
    findings.add(
        kind,
        Severity.CORRUPTION,
        entryAt,
        "block allocation table entry at " + entryAt + " " + how);
  }
}
