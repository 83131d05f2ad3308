// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.raw.RawBody;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.Target;

/** Writes VMDK, in every subformat that hosted products have. */
final class VmdkWriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "vmdk";
  }

  @Override
  public int sizeUnit() {
    return 512;
  }

  @Override
  public Set<String> optionKeys() {
    return VmdkOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    VmdkOptions kind = VmdkOptions.of(options);
    boolean delta = kind.backing().isPresent();
    return switch (kind.subformat()) {
      case STREAM -> new WriterNeeds(Grains.BYTES, Grains.STORED_MOST, false, false);
      case SPARSE, SPLIT_SPARSE -> new WriterNeeds(Grains.BYTES, 0, !delta, delta);
      case FLAT, SPLIT_FLAT -> new WriterNeeds(RawBody.UNIT_BYTES, 0, false, false);
    };
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VmdkOptions kind = VmdkOptions.of(options);
    if (kind.backing().isPresent()) {
      throw new IllegalArgumentException(
          "option 'backing_file': the content id of that disk is needed too; pass the disk");
    }
    return new VmdkWriters(kind, size, target, Optional.empty()).writer();
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    VmdkOptions kind = VmdkOptions.of(options);
    if (!base.format().equals("vmdk") || !(base.details().get("cid") instanceof Long cid)) {
      throw new UnsupportedImageException(
          "vmdk: cannot be based on " + base.name() + ": it is no VMDK, so it has no content id");
    }
    boolean stream = VmdkOptions.Subformat.STREAM.named().equals(base.details().get("create-type"));
    long sectors = Grains.sectors(base.virtualBytes());
    if (stream && (cid == Descriptor.NO_HISTORY || cid == ContentId.ofStream(sectors))) {
      throw new UnsupportedImageException("vmdk: "
          + base.name()
          + " is a stream whose content id does not tell what it holds, so no child could know it;"
          + " convert it to another subformat first");
    }
    return new VmdkWriters(kind, size, target, Optional.of(cid)).writer();
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    VmdkOptions kind = VmdkOptions.of(options);
    VmdkWriters.require(kind, size);
    if (kind.subformat() != VmdkOptions.Subformat.STREAM) {
      return new VmdkSize(kind, size, name).of(everything);
    }
    StreamSize stream = new StreamSize(size);
    boolean empty = true;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (!run.readsAsZero()) {
        stream.data(run.offset(), run.end());
        empty = false;
      }
    }
    return new SizeEstimate(stream.mostBytes(), empty);
  }
}
