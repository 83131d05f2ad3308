// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.image.SnapshotInfo;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.crypt.LuksHeader;
import org.diskmill.image.format.NameBytes;
import org.diskmill.io.Source;

/** What a qcow2 file says about itself, in the words of {@code qemu-img info}. */
final class Qcow2Description {
  private final Source source;
  private final Qcow2Header header;
  private final HeaderExtensions extensions;
  private final List<SnapshotInfo> snapshots;
  private final Optional<Reference> backing;
  private final Optional<LuksHeader> luks;
  private final List<StoredBitmap> bitmaps;

  Qcow2Description(
      Source source,
      Qcow2Header header,
      HeaderExtensions extensions,
      List<SnapshotInfo> snapshots,
      Optional<LuksHeader> luks,
      List<StoredBitmap> bitmaps)
      throws IOException {
    this.source = source;
    this.header = header;
    this.extensions = extensions;
    this.snapshots = snapshots;
    this.luks = luks;
    this.bitmaps = bitmaps;
    this.backing = readBacking();
  }

  Optional<Reference> backing() {
    return backing;
  }

  /** An image need not name it: then its name is empty, and only the caller can know which it is. */
  Reference dataFile() {
    return new Reference(
        Reference.Role.DATA_FILE, extensions.dataFile().orElse(""), Optional.of("raw"));
  }

  /** What reading an image says that is marked as corrupt. */
  CorruptImageException corrupt() {
    return new CorruptImageException(source
        + ": incompatible features at 72 say that the image is corrupt (bit 1), expected it"
        + " clear; check it, or open it leniently");
  }

  String name() {
    return source.toString();
  }

  ImageInfo info() {
    List<Reference> references = new ArrayList<>();
    backing.ifPresent(references::add);
    extensions
        .dataFile()
        .map(file -> new Reference(Reference.Role.DATA_FILE, file, Optional.of("raw")))
        .ifPresent(references::add);
    return new ImageInfo(
        source.toString(),
        "qcow2",
        header.size(),
        source.size(),
        OptionalInt.of(header.clusterBytes()),
        header.dirty(),
        header.cryptMethod() != 0,
        references,
        snapshots,
        details());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("compat", header.version() == 2 ? "0.10" : "1.1");
    details.put("compression-type", header.packing() == Packing.ZSTD ? "zstd" : "zlib");
    if (header.version() == 3) {
      details.put("lazy-refcounts", (header.compatible() & Bits.LAZY_REFCOUNTS) != 0);
    }
    details.put("refcount-bits", 1L << header.refcountOrder());
    if (header.cryptMethod() != 0) {
      details.put("encrypt", EncryptionDescription.of(luks));
    }
    if (header.version() == 3) {
      if (!bitmaps.isEmpty()) {
        details.put("bitmaps", bitmaps.stream().map(StoredBitmap::described).toList());
      }
      details.put("corrupt", header.corrupt());
      extensions.dataFile().ifPresent(file -> details.put("data-file", file));
      if (header.externalData()) {
        details.put("data-file-raw", (header.autoclear() & Bits.RAW_EXTERNAL_DATA) != 0);
      }
      details.put("extended-l2", header.extendedL2());
    }
    details.put("header", HeaderDescription.of(header, extensions));
    return details;
  }

  private Optional<Reference> readBacking() throws IOException {
    if (header.backingAt() == 0) {
      return Optional.empty();
    }
    ByteBuffer name = ByteBuffer.allocate(header.backingLength());
    if (header.backingAt() > source.size() - name.capacity()) {
      throw new CorruptImageException(source
          + ": backing file name at "
          + header.backingAt()
          + " ends past the end of the file at "
          + source.size());
    }
    source.readFully(header.backingAt(), name);
    return NameBytes.text(name.flip())
        .map(text -> new Reference(Reference.Role.BACKING, text, extensions.backingFormat()));
  }
}
