// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.crypt.LuksVolume;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Target;

/** Writes qcow2, versions 2 and 3: data in guest order as they come, tables after them. */
final class Qcow2WriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "qcow2";
  }

  @Override
  public Set<String> optionKeys() {
    return OptionReader.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    Qcow2Options kind = OptionReader.read(options);
    // A packed form that is not smaller than the cluster is not used, so it needs no more room.
    int packed = kind.compressed() || kind.encryption().isPresent() ? kind.clusterBytes() : 0;
    return new WriterNeeds(kind.clusterBytes(), packed, kind.mapFirst(), true);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    Qcow2Options kind = OptionReader.read(options);
    if (kind.backing().isPresent()) {
      throw new IllegalArgumentException(
          "option 'backing_file': the disk that it names must be given, as the conversion's base");
    }
    return writer(options, kind, size, target);
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    return writer(options, OptionReader.read(options), size, target);
  }

  private static ImageWriter writer(
      WriteOptions options, Qcow2Options kind, long size, Target target) throws IOException {
    L1Size.require(kind, size);
    HostFile file = new HostFile((ReservingSink) target.main(), kind.clusterBits());
    SharedClusters shared = new SharedClusters();
    PackedSpace packed = new PackedSpace(file, shared, kind.mostReferences());
    ClusterStore clusters = clusters(options, kind, size, target, file, shared, packed);
    return new Qcow2Writer(kind, size, file, clusters, shared, packed);
  }

  private static ClusterStore clusters(
      WriteOptions options,
      Qcow2Options kind,
      long size,
      Target target,
      HostFile file,
      SharedClusters shared,
      PackedSpace packed)
      throws IOException {
    Optional<ClusterEncryption> encryption = Optional.empty();
    if (kind.encryption().isPresent()) {
      LuksVolume volume = kind.encryption().get().volume(options, target.main().toString());
      encryption = Optional.of(new ClusterEncryption(volume, kind.clusterBytes()));
    }
    if (kind.dataFile().isPresent()) {
      PositionedSink data = positioned(target.member(kind.dataFile().get().name()));
      long bytes = kind.dataFileBytes(size);
      return encryption.isPresent()
          ? new EncryptedDataFile(file, data, encryption.get(), bytes)
          : new DataFileClusters(data, kind.clusterBytes(), bytes);
    }
    return encryption.isPresent()
        ? new EncryptedClusters(file, new Placement(kind, size), encryption.get(), shared)
        : new MainFileClusters(kind, file, packed);
  }

  private static PositionedSink positioned(Sink file) throws UnsupportedImageException {
    if (file instanceof PositionedSink positioned && positioned.blank()) {
      return positioned;
    }
    throw new UnsupportedImageException(
        "qcow2: the data file is written at places, which " + file + " does not allow");
  }

  @Override
  public OptionalLong estimateBitmaps(WriteOptions options, long size, List<DirtyBitmap> bitmaps)
      throws IOException {
    Qcow2Options kind = OptionReader.read(options);
    return kind.version() < 3
        ? OptionalLong.empty()
        : OptionalLong.of(BitmapSize.most(kind, size, bitmaps));
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    Qcow2Options kind = OptionReader.read(options);
    L1Size.require(kind, size);
    Measuring measuring = new Measuring(kind, size);
    if (kind.preallocation().mapsEverything() && size > 0) {
      measuring.data(0, size);
      return new SizeEstimate(measuring.bytes(), true);
    }
    boolean exact = true;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (!run.readsAsZero()) {
        measuring.data(run.offset(), run.end());
        exact = false;
      } else if (kind.backing().isPresent() && run instanceof Extent.Zero) {
        measuring.zeros(run.offset(), run.end());
        exact = false;
      }
    }
    return new SizeEstimate(measuring.bytes(), exact);
  }
}
