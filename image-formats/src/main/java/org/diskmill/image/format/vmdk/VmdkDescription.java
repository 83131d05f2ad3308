// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.io.Source;

/**
 * What a VMDK says about itself, in the words of {@code qemu-img info} and then in more.
 *
 * @param descriptor the text; {@link Descriptor#NONE} where an extent comes without
 * @param own the grain map in the file itself
 * @param size of the disk in bytes
 */
record VmdkDescription(Source source, Descriptor descriptor, Optional<SparseFile> own, long size) {
  /** The other disk that this one is a delta of. */
  Optional<Reference> parent() {
    Reference.Role role =
        descriptor.parentHint().isPresent() ? Reference.Role.PARENT : Reference.Role.PARENT_ID;
    return descriptor.delta()
        ? descriptor.parentName().map(name -> new Reference(role, name, Optional.of("vmdk")))
        : Optional.empty();
  }

  static Reference extent(ExtentLine line) {
    return new Reference(Reference.Role.EXTENT, line.file().orElse(""), format(line));
  }

  /** A flat extent's content is the guest's, and is never looked at for what it may be. */
  private static Optional<String> format(ExtentLine line) {
    return line.sparse() ? Optional.of("vmdk") : Optional.empty();
  }

  ImageInfo info() {
    List<Reference> references = new ArrayList<>();
    parent().ifPresent(references::add);
    int mine = ownExtent();
    for (int i = 0; i < descriptor.extents().size(); i++) {
      ExtentLine line = descriptor.extents().get(i);
      if (line.file().isPresent() && i != mine && !line.here()) {
        references.add(extent(line));
      }
    }
    return new ImageInfo(
        source.toString(),
        "vmdk",
        size,
        source.size(),
        own.map(file -> OptionalInt.of(file.grainBytes())).orElse(OptionalInt.empty()),
        own.map(SparseFile::unclean).orElse(false),
        false,
        references,
        List.of(),
        details());
  }

  /**
   * Which extent is the file itself, by whatever name the text knows it; -1 for none. Files are
   * renamed, so of several it is the first sparse one of the right size.
   */
  int ownExtent() {
    List<ExtentLine> lines = descriptor.extents();
    for (int i = 0; own.isPresent() && i < lines.size(); i++) {
      if (lines.get(i).sparse()
          && (lines.size() == 1 || lines.get(i).bytes() == own.get().size())) {
        return i;
      }
    }
    return -1;
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("cid", descriptor.cid());
    details.put("parent-cid", descriptor.parentCid());
    descriptor.createType().ifPresent(type -> details.put("create-type", type));
    details.put("extents", extents());
    descriptor.parentHint().ifPresent(name -> details.put("parent-file-name-hint", name));
    own.ifPresent(file -> details.put("header-version", (long) file.version()));
    if (!descriptor.others().isEmpty()) {
      details.put("descriptor", descriptor.others());
    }
    if (!descriptor.dataBase().isEmpty()) {
      details.put("disk-data-base", descriptor.dataBase());
    }
    own.ifPresent(file -> details.put("header", file.header()));
    return details;
  }

  private List<Object> extents() {
    List<Object> all = new ArrayList<>();
    if (descriptor.extents().isEmpty() && own.isPresent()) {
      all.add(own("RW", size));
    }
    int mine = ownExtent();
    for (int i = 0; i < descriptor.extents().size(); i++) {
      ExtentLine line = descriptor.extents().get(i);
      all.add(i == mine ? own(line.access(), line.bytes()) : other(line));
    }
    return all;
  }

  private Map<String, Object> own(String access, long bytes) {
    Map<String, Object> extent = new LinkedHashMap<>();
    SparseFile file = own.orElseThrow();
    if (file.compressed()) {
      extent.put("compressed", true);
    }
    extent.put("virtual-size", bytes);
    extent.put("filename", source.toString());
    extent.put("cluster-size", (long) file.grainBytes());
    extent.put("format", "");
    extent.put("access", access);
    return extent;
  }

  private static Map<String, Object> other(ExtentLine line) {
    Map<String, Object> extent = new LinkedHashMap<>();
    extent.put("virtual-size", line.bytes());
    line.file().ifPresent(name -> extent.put("filename", name));
    extent.put("format", line.type());
    extent.put("access", line.access());
    return extent;
  }
}
