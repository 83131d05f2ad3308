// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.Printable;
import org.diskmill.image.SnapshotInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * The internal snapshots: [QCOW2 "Snapshots"].
 *
 * @param bytes the size of the table
 */
record SnapshotTable(List<Entry> entries, long bytes) {
  private static final int FIXED_BYTES = 40;

  /** QEMU's bound for what may follow the fixed part. */
  private static final int MAX_EXTRA_BYTES = 1024;

  /** QEMU's bound for the whole table. */
  private static final long MAX_TABLE_BYTES = 64 << 20;

  /**
   * One snapshot, and where its L1 table is.
   *
   * @param at where the entry stands
   * @param sized whether it says how large the disk was, which old ones do not
   */
  record Entry(SnapshotInfo info, long at, long l1At, int l1Entries, boolean sized) {}

  static SnapshotTable read(Source source, Qcow2Header header, Limits limits) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long at = header.snapshotsAt();
    for (int i = 0; i < header.snapshotCount(); i++) {
      ByteBuffer fixed = bytes(source, at, FIXED_BYTES);
      int extra = fixed.getInt(36);
      int idLength = Short.toUnsignedInt(fixed.getShort(12));
      int nameLength = Short.toUnsignedInt(fixed.getShort(14));
      if (extra < 0 || extra > MAX_EXTRA_BYTES) {
        throw new CorruptImageException(source
            + ": extra data size of snapshot at "
            + (at + 36)
            + " is "
            + Integer.toUnsignedString(extra)
            + ", expected at most "
            + MAX_EXTRA_BYTES);
      }
      ByteBuffer rest = bytes(source, at + FIXED_BYTES, extra + idLength + nameLength);
      entries.add(entry(header, at, fixed, rest, extra, idLength));
      at += (FIXED_BYTES + rest.limit() + 7) / 8 * 8L;
      limits.metadata(
          source, "snapshot table at " + header.snapshotsAt(), at - header.snapshotsAt());
      if (at - header.snapshotsAt() > MAX_TABLE_BYTES) {
        throw new CorruptImageException(
            source + ": snapshot table at " + header.snapshotsAt() + " is over 64 MiB long");
      }
    }
    return new SnapshotTable(entries, at - header.snapshotsAt());
  }

  private static Entry entry(
      Qcow2Header header, long at, ByteBuffer fixed, ByteBuffer rest, int extra, int idLength) {
    long vmState = extra >= 8 ? rest.getLong(0) : Integer.toUnsignedLong(fixed.getInt(32));
    long disk = extra >= 16 ? rest.getLong(8) : header.size();
    OptionalLong instructions = extra >= 24 && rest.getLong(16) != -1
        ? OptionalLong.of(rest.getLong(16))
        : OptionalLong.empty();
    Instant taken = Instant.ofEpochSecond(
        Integer.toUnsignedLong(fixed.getInt(16)), Integer.toUnsignedLong(fixed.getInt(20)));
    String id = text(rest, extra, idLength);
    String name = text(rest, extra + idLength, rest.limit() - extra - idLength);
    SnapshotInfo info =
        new SnapshotInfo(id, name, vmState, taken, nanos(fixed.getLong(24)), instructions, disk);
    return new Entry(info, at, fixed.getLong(0), fixed.getInt(8), extra >= 16);
  }

  private static Duration nanos(long unsigned) {
    return Duration.ofSeconds(
        Long.divideUnsigned(unsigned, 1_000_000_000),
        Long.remainderUnsigned(unsigned, 1_000_000_000));
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    return StandardCharsets.UTF_8.decode(bytes.slice(at, length)).toString();
  }

  private static ByteBuffer bytes(Source source, long at, int length) throws IOException {
    if (at < 0 || at > source.size() || length > source.size() - at) {
      throw new CorruptImageException(source + ": snapshot entry at " + at
          + " ends past the end of the file at " + source.size());
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(at, bytes);
    return bytes.flip();
  }

  List<SnapshotInfo> infos() {
    return entries.stream().map(Entry::info).toList();
  }

  /** The L1 table of the current state, or of the snapshot with that id or else that name. */
  L1Table l1(Optional<String> snapshot, Source source, Qcow2Header header, Limits limits)
      throws IOException {
    if (snapshot.isEmpty()) {
      return L1Table.read(source, header.l1At(), header.l1Entries(), header.size(), header);
    }
    String wanted = snapshot.get();
    Entry entry = entries.stream()
        .filter(e -> e.info().id().equals(wanted))
        .findFirst()
        .or(() -> entries.stream().filter(e -> e.info().name().equals(wanted)).findFirst())
        .orElseThrow(() -> new UnsupportedImageException(
            source + ": has no snapshot '" + Printable.of(wanted) + "'; it has " + names()));
    // Not before it is asked for: the current state can be read whatever a snapshot says of itself.
    long disk = limits.disk(source, entry.info().diskBytes(), entry.at() + 48);
    return L1Table.read(source, entry.l1At(), entry.l1Entries(), disk, !entry.sized(), header);
  }

  private String names() {
    return Printable.of(entries.stream().map(e -> e.info().name()).toList().toString());
  }
}
