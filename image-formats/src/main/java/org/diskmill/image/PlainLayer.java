// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;

/** A file whose bytes are the disk's; where its holes are known, so are its zeros. */
public final class PlainLayer implements Layer {
  private final String format;
  private final Source source;
  private final Map<String, Object> details;

  /** The layer of a format that stores disks so, over all of {@code source}. */
  public PlainLayer(String format, Source source) {
    this(format, source, Map.of());
  }

  /** As {@link #PlainLayer(String, Source)}, with what {@link ImageInfo#details} are to be. */
  public PlainLayer(String format, Source source, Map<String, Object> details) {
    this.format = format;
    this.source = source;
    this.details = details;
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo(
        source.toString(),
        format,
        source.size(),
        source.size(),
        OptionalInt.empty(),
        false,
        false,
        List.of(),
        List.of(),
        details);
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    if (source instanceof SparseSource sparse) {
      SparseSource.Run run = sparse.runAt(offset, limit);
      return run.hole()
          ? new Extent.Zero(run.at(), run.length())
          : new Extent.Data(run.at(), run.length(), source, run.at());
    }
    return new Extent.Data(0, source.size(), source, 0);
  }

  @Override
  public Optional<Layer> below() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
