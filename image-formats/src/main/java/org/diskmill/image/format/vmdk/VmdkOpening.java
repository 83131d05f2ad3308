// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.FileNames;
import org.diskmill.image.format.StoredRun;
import org.diskmill.io.Source;

/** Opens one VMDK: finds its text, then what its text names. Used by one thread at a time. */
final class VmdkOpening {
  private final Source source;
  private final OpenContext context;

  VmdkOpening(Source source, OpenContext context) {
    this.source = source;
    this.context = context;
  }

  Layer open() throws IOException {
    VmdkFile file = VmdkFile.read(source, context.limits(), context.lenient());
    return layer(file.descriptor(), file.own());
  }

  private Layer layer(Descriptor descriptor, Optional<SparseFile> own) throws IOException {
    Optional<String> doubled = descriptor.doubled();
    if (doubled.isPresent() && !context.lenient()) {
      throw new CorruptImageException(source + ": descriptor: " + doubled.get());
    }
    VmdkDescription description =
        new VmdkDescription(source, descriptor, own, size(descriptor, own));
    NavigableMap<Long, DiskPart> parts = new TreeMap<>();
    long at = 0;
    int mine = description.ownExtent();
    for (int i = 0; i < descriptor.extents().size(); i++) {
      ExtentLine line = descriptor.extents().get(i);
      long end =
          i == mine && descriptor.extents().size() == 1 ? description.size() : at + line.bytes();
      parts.put(at, i == mine ? sparse(at, end, own.orElseThrow()) : part(at, end, line));
      at = end;
    }
    if (own.isPresent() && mine < 0) {
      if (!descriptor.extents().isEmpty()) {
        throw new CorruptImageException(source
            + ": descriptor: no extent line is about this file, which holds "
            + own.get().size()
            + " bytes of the disk");
      }
      parts.put(0L, sparse(0, description.size(), own.get()));
    }
    return new VmdkLayer(description, parts, VmdkParent.open(description, context));
  }

  private long size(Descriptor descriptor, Optional<SparseFile> own) throws IOException {
    if (own.isPresent() && descriptor.extents().size() <= 1) {
      return size(descriptor.extents(), own.get());
    }
    long sum = 0;
    for (ExtentLine line : descriptor.extents()) {
      sum = line.bytes() > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + line.bytes();
    }
    if (sum == 0) {
      throw new CorruptImageException(source + ": descriptor: has no extents, expected some");
    }
    return context.limits().disk(source, sum, 0);
  }

  /**
   * The header's size. Some round it up to whole grains, and VirtualBox changes it alone when it lets
   * a disk grow; QEMU too takes it as the disk's. Nobody makes it smaller than the text's by more
   * than the rest of a grain.
   */
  private long size(List<ExtentLine> lines, SparseFile own) throws CorruptImageException {
    for (ExtentLine line : lines) {
      if (line.sparse() && !own.reaches(line.bytes()) && !context.lenient()) {
        throw new CorruptImageException(source + ": sparse header: capacity at 12 stands for "
            + own.size() + " bytes, but the descriptor's extent has " + line.bytes()
            + "; one of them is wrong");
      }
    }
    return own.size();
  }

  private DiskPart part(long start, long end, ExtentLine line) throws IOException {
    if (line.zero()) {
      return new DiskPart.Zeros(start, end);
    }
    if (!line.flat() && !line.sparse()) {
      return (offset, limit) -> {
        throw new UnsupportedImageException(source + ": descriptor: extents of type " + line.type()
            + " are parts of a device and cannot be read");
      };
    }
    if (line.here()) {
      return flat(start, end, line, source);
    }
    String name = line.file()
        .orElseThrow(() -> new CorruptImageException(source + ": descriptor: an extent of type "
            + line.type() + " names no file, expected one, as it is not this file itself"));
    Source file = FileNames.extent(name, VmdkDescription.extent(line).format()).bytes(context);
    if (line.flat()) {
      return flat(start, end, line, file);
    }
    try {
      return sparse(start, end, SparseFile.open(file, context.limits(), context.lenient()));
    } catch (RefusedReferenceException onlyDescribed) {
      // What describes a file must do without the others, and reads nothing.
      return (offset, limit) -> {
        throw new RefusedReferenceException(
            source + ": not opened: " + name, onlyDescribed.reference());
      };
    }
  }

  private DiskPart flat(long start, long end, ExtentLine line, Source file) {
    StoredRun run = new StoredRun(file, Sectors.BYTES, "sector", true, context.lenient());
    return new FlatPart(start, end - start, run, Sectors.bytes(line.fileSector()));
  }

  private DiskPart sparse(long start, long end, SparseFile file) throws IOException {
    if (file.size() < end - start) {
      throw new CorruptImageException(source
          + ": descriptor: an extent has "
          + (end - start)
          + " bytes, but the header of "
          + file.source()
          + " says "
          + file.size());
    }
    if (file.beyond().isPresent() && !context.lenient()) {
      throw new CorruptImageException(file.source() + ": " + file.beyond().get());
    }
    int markerBytes = GrainMarkers.bytes(file);
    if (markerBytes > 0 && !context.lenient()) {
      GrainMarkers.requireAgreement(file);
    }
    return new SparsePart(start, end, file, markerBytes, context.lenient());
  }
}
