// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Writes the text that every VMDK carries: [VMDK5 "The Descriptor File"]. */
final class DescriptorBytes {
  /** What VMware's own tools reserve for it inside a sparse file. */
  static final int SECTORS = 20;

  /** The same in bytes. */
  static final int BYTES = SECTORS * Grains.SECTOR;

  private final VmdkOptions options;
  private final long diskSectors;
  private final Optional<Long> parentCid;
  private final List<String> extents = new ArrayList<>();

  /**
   * A text without extents yet.
   *
   * @param parentCid the content id of the disk that this one is based on
   */
  DescriptorBytes(VmdkOptions options, long diskSectors, Optional<Long> parentCid) {
    this.options = options;
    this.diskSectors = diskSectors;
    this.parentCid = parentCid;
  }

  /** Adds an extent that begins where its file does. */
  void add(String access, long sectors, String type, String file) {
    String line = access + " " + sectors + " " + type + " \"" + file + "\"";
    extents.add(type.equals("FLAT") ? line + " 0" : line);
  }

  /**
   * The text, as a file of its own.
   *
   * @param cid the disk's content id
   */
  ByteBuffer file(long cid) {
    return ByteBuffer.wrap(text(cid).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The text, filled up to what is reserved for it in a sparse file.
   *
   * @param cid the disk's content id
   */
  ByteBuffer embedded(long cid) {
    return ByteBuffer.allocate(BYTES).put(file(cid)).clear();
  }

  /** Refuses a text that does not fit into a sparse file, before the disk is written. */
  void requireRoom() {
    if (file(Descriptor.NO_HISTORY).remaining() >= BYTES) {
      throw new IllegalArgumentException(
          "option 'backing_file': its name is too long for a descriptor of 10 KiB");
    }
  }

  private String text(long cid) {
    Geometry geometry = Geometry.of(diskSectors, options.adapter());
    List<String> lines = new ArrayList<>(List.of(
        "# Disk DescriptorFile",
        "version=1",
        "encoding=\"UTF-8\"",
        "CID=" + hex(cid),
        "parentCID=" + hex(parentCid.orElse(Descriptor.NO_PARENT)),
        "createType=\"" + options.subformat().named() + "\""));
    options
        .backing()
        .ifPresent(name -> lines.add("parentFileNameHint=\"" + ExtentNames.quotable(name) + "\""));
    lines.addAll(List.of("", "# Extent description"));
    lines.addAll(extents);
    lines.addAll(List.of(
        "",
        "# The Disk Data Base",
        "#DDB",
        "",
        "ddb.virtualHWVersion = \"" + options.hardware() + "\"",
        "ddb.toolsVersion = \"" + options.tools() + "\"",
        "ddb.geometry.cylinders = \"" + geometry.cylinders() + "\"",
        "ddb.geometry.heads = \"" + geometry.heads() + "\"",
        "ddb.geometry.sectors = \"" + geometry.sectors() + "\"",
        "ddb.adapterType = \"" + options.adapter() + "\"",
        ""));
    return String.join("\n", lines);
  }

  private static String hex(long cid) {
    return HexFormat.of().toHexDigits(cid, 8);
  }
}
