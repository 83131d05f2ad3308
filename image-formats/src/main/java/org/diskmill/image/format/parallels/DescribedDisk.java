// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Printable;
import org.diskmill.image.Reference;
import org.diskmill.image.SnapshotInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.FileNames;
import org.diskmill.io.Source;

/** Puts the files of a DiskDescriptor.xml together: a layer for each snapshot, over all storages. */
final class DescribedDisk {
  private final Source source;
  private final DiskDescriptor descriptor;
  private final OpenContext context;

  private DescribedDisk(Source source, DiskDescriptor descriptor, OpenContext context) {
    this.source = source;
    this.descriptor = descriptor;
    this.context = context;
  }

  static Layer open(Source source, DiskDescriptor descriptor, OpenContext context)
      throws IOException {
    DescribedDisk disk = new DescribedDisk(source, descriptor, context);
    List<String> chain = disk.chain();
    Optional<Layer> below = Optional.empty();
    for (int i = chain.size() - 1; i >= 0; i--) {
      below = Optional.of(disk.layer(chain.get(i), below));
    }
    return below.orElseThrow();
  }

  /** The ids from the wanted state down to the root. */
  private List<String> chain() throws IOException {
    List<String> chain = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String id = wanted();
    while (!id.equals(DiskDescriptor.NO_PARENT)) {
      if (!seen.add(id)) {
        throw new CorruptImageException(source + ": snapshot " + Printable.of(id)
            + " is its own ancestor, expected a chain that ends");
      }
      if (seen.size() > context.limits().chainDepth()) {
        throw new LimitExceededException(
            source + ": the chain of files is longer than " + context.limits().chainDepth());
      }
      chain.add(id);
      id = descriptor.parents().getOrDefault(id, DiskDescriptor.NO_PARENT);
    }
    if (!context.lenient()) {
      requireWhole(chain);
    }
    return chain;
  }

  /**
   * A chain that ends early reads as zeros where the images below have data. A disk has one root, from
   * which all snapshots descend: [PRLXML "Snapshots element"]. Who makes a disk by hand may not list
   * it, and then it is the image that is left.
   */
  private void requireWhole(List<String> chain) throws CorruptImageException {
    long roots = descriptor.parents().values().stream()
        .filter(DiskDescriptor.NO_PARENT::equals)
        .count();
    if (roots > 1) {
      throw new CorruptImageException(source + ": has " + roots
          + " snapshots without a parent, expected one root; open it leniently to read it so");
    }
    String last = chain.isEmpty() ? DiskDescriptor.NO_PARENT : chain.get(chain.size() - 1);
    boolean left = descriptor.storages().stream()
        .flatMap(storage -> storage.images().stream())
        .anyMatch(image -> !chain.contains(image.id()));
    if (!descriptor.parents().containsKey(last) && left) {
      throw new CorruptImageException(source + ": snapshot " + Printable.of(last)
          + " is not listed, so its parent is not known, but there are images of others; open it"
          + " leniently to read it without a parent");
    }
  }

  private String wanted() throws IOException {
    if (context.snapshot().isPresent()) {
      String id = DescriptorReader.id(context.snapshot().get());
      if (!descriptor.parents().containsKey(id)) {
        throw new UnsupportedImageException(source + ": has no snapshot " + Printable.of(id)
            + "; it has " + Printable.of(descriptor.parents().keySet().toString()));
      }
      return id;
    }
    if (descriptor.top().isPresent()) {
      return descriptor.top().get();
    }
    // One image leaves no choice, whatever its id is: who makes a disk by hand invents one. Where
    // another snapshot is listed, the image that is the current state may be missing.
    List<DiskDescriptor.Image> images = descriptor.storages().isEmpty()
        ? List.of()
        : descriptor.storages().get(0).images();
    boolean only = images.size() == 1
        && Set.of(images.get(0).id()).containsAll(descriptor.parents().keySet());
    return only ? images.get(0).id() : DiskDescriptor.DEFAULT_TOP;
  }

  private Layer layer(String id, Optional<Layer> below) throws IOException {
    List<SplitLayer.Part> parts = new ArrayList<>();
    for (DiskDescriptor.Storage storage : descriptor.storages()) {
      DiskDescriptor.Image image = storage.images().stream()
          .filter(one -> one.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new CorruptImageException(source + ": storage from sector "
              + storage.startSector() + " has no image of " + Printable.of(id)));
      parts.add(new SplitLayer.Part(
          storage.startSector() * ParallelsHeader.SECTOR,
          storage.endSector() * ParallelsHeader.SECTOR,
          FileNames.extent(image.file(), Optional.of(format(image))).follow(context),
          fit(image)));
    }
    return new SplitLayer(info(), parts, below);
  }

  private SplitLayer.Fit fit(DiskDescriptor.Image image) {
    if (context.lenient()) {
      return SplitLayer.Fit.ANY;
    }
    return image.plain() ? SplitLayer.Fit.NOT_SHORTER : SplitLayer.Fit.NOT_LARGER;
  }

  /** With the keys that the extents of a VMDK have. */
  private static Stream<Map<String, Object>> described(DiskDescriptor.Storage storage) {
    return storage.images().stream().map(image -> {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("filename", image.file());
      described.put("format", format(image));
      described.put("snapshot", image.id());
      described.put("offset", storage.startSector() * ParallelsHeader.SECTOR);
      described.put(
          "virtual-size", (storage.endSector() - storage.startSector()) * ParallelsHeader.SECTOR);
      return described;
    });
  }

  private static Reference reference(DiskDescriptor.Image image) {
    return new Reference(Reference.Role.EXTENT, image.file(), Optional.of(format(image)));
  }

  private static String format(DiskDescriptor.Image image) {
    return image.plain() ? "raw" : "parallels";
  }

  private ImageInfo info() {
    List<Reference> references = descriptor.storages().stream()
        .flatMap(storage -> storage.images().stream())
        .map(DescribedDisk::reference)
        .toList();
    long bytes = descriptor.diskSectors() * ParallelsHeader.SECTOR;
    List<SnapshotInfo> snapshots = descriptor.parents().keySet().stream()
        .map(id ->
            new SnapshotInfo(id, id, 0, Instant.EPOCH, Duration.ZERO, OptionalLong.empty(), bytes))
        .toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("storages", (long) descriptor.storages().size());
    details.put(
        "images",
        descriptor.storages().stream().flatMap(DescribedDisk::described).toList());
    descriptor.top().ifPresent(id -> details.put("top", id));
    return new ImageInfo(
        source.toString(),
        "parallels",
        bytes,
        source.size(),
        OptionalInt.empty(),
        false,
        false,
        references,
        snapshots,
        details);
  }
}
