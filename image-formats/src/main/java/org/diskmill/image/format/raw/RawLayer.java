// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;

/** A file whose bytes are the disk's; where its holes are known, so are its zeros. */
final class RawLayer implements Layer {
  private final Source source;

  RawLayer(Source source) {
    this.source = source;
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo(
        source.toString(),
        "raw",
        source.size(),
        source.size(),
        OptionalInt.empty(),
        false,
        false,
        List.of(),
        List.of(),
        Map.of());
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
}
