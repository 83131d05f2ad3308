// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Printable;
import org.diskmill.image.SnapshotInfo;
import org.diskmill.image.digest.DiskDigest;

/** An image's description, as qemu-img info would give it. */
final class InfoReport {
  /** What qemu-img does not say stands apart, where nobody who compares the two meets it. */
  private static final String HEADER = "header";

  private final ImageInfo info;
  private final long storedBytes;
  private final Optional<DiskDigest> digest;

  InfoReport(ImageInfo info, long storedBytes, Optional<DiskDigest> digest) {
    this.digest = digest;
    this.info = info;
    this.storedBytes = storedBytes;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("virtual-size", info.virtualBytes());
    json.put("filename", info.name());
    info.clusterBytes().ifPresent(bytes -> json.put("cluster-size", bytes));
    json.put("format", info.format());
    json.put("actual-size", storedBytes);
    if (!info.details().isEmpty()) {
      Map<String, Object> specific = new LinkedHashMap<>();
      specific.put("type", info.format());
      Map<String, Object> data = new LinkedHashMap<>(info.details());
      Object header = data.remove(HEADER);
      specific.put("data", data);
      json.put("format-specific", specific);
      if (header != null) {
        json.put(HEADER, header);
      }
    }
    info.base().ifPresent(base -> {
      json.put("backing-filename", base.name());
      json.put("full-backing-filename", BackingNames.full(info.name(), base));
      base.format().ifPresent(format -> json.put("backing-filename-format", format));
    });
    if (info.encrypted()) {
      json.put("encrypted", true);
    }
    if (!info.snapshots().isEmpty()) {
      json.put("snapshots", info.snapshots().stream().map(InfoReport::snapshot).toList());
    }
    json.put("dirty-flag", info.dirty());
    digest.ifPresent(one -> json.put("disk-digest", one.toString()));
    return json;
  }

  private static Map<String, Object> snapshot(SnapshotInfo snapshot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", snapshot.id());
    json.put("name", snapshot.name());
    json.put("vm-state-size", snapshot.vmStateBytes());
    json.put("date-sec", snapshot.taken().getEpochSecond());
    long seconds = snapshot.taken().getEpochSecond();
    json.put(
        "date-nsec",
        Duration.between(Instant.ofEpochSecond(seconds), snapshot.taken()).toNanos());
    json.put("vm-clock-sec", snapshot.vmClock().toSeconds());
    json.put("vm-clock-nsec", snapshot.vmClock().toNanosPart());
    snapshot.instructions().ifPresent(count -> json.put("icount", count));
    json.put("disk-size", snapshot.diskBytes());
    return json;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("image: " + Printable.of(info.name()));
    lines.add("file format: " + info.format());
    long size = info.virtualBytes();
    lines.add("virtual size: " + Text.bytes(size) + " (" + size + " bytes)");
    lines.add("disk size: " + Text.bytes(storedBytes));
    digest.ifPresent(one -> lines.add("disk digest: " + one));
    if (info.encrypted()) {
      lines.add("encrypted: yes");
    }
    info.clusterBytes().ifPresent(bytes -> lines.add("cluster_size: " + bytes));
    if (info.dirty()) {
      lines.add("cleanly shut down: no");
    }
    info.base().ifPresent(base -> {
      String full = BackingNames.full(info.name(), base);
      String actual = full.equals(base.name()) ? "" : " (actual path: " + Printable.of(full) + ")";
      lines.add("backing file: " + Printable.of(base.name()) + actual);
      base.format().ifPresent(format -> lines.add("backing file format: " + Printable.of(format)));
    });
    if (!info.snapshots().isEmpty()) {
      lines.add("Snapshot list:");
      info.snapshots().forEach(one -> lines.add("    " + line(one)));
    }
    if (!info.details().isEmpty()) {
      lines.add("Format specific information:");
      info.details().forEach((key, value) -> Details.add(lines, 1, key.replace('-', ' '), value));
    }
    return lines;
  }

  private static String line(SnapshotInfo one) {
    return Printable.of(one.id())
        + "  "
        + Printable.of(one.name())
        + "  vm state "
        + Text.bytes(one.vmStateBytes())
        + (one.taken().equals(Instant.EPOCH) ? "" : "  taken " + one.taken())
        + "  disk "
        + Text.bytes(one.diskBytes())
        + "  vm clock "
        + clock(one.vmClock())
        + (one.instructions().isPresent() ? "  icount " + one.instructions().getAsLong() : "");
  }

  private static String clock(Duration clock) {
    return "%02d:%02d:%02d.%03d"
        .formatted(
            clock.toHours(), clock.toMinutesPart(), clock.toSecondsPart(), clock.toMillisPart());
  }
}
