// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A disk of which nothing is stored. */
record ZeroLayer(long size) implements Layer {
  @Override
  public ImageInfo info() {
    return new ImageInfo(
        "a disk of zeros",
        "raw",
        size,
        0,
        OptionalInt.empty(),
        false,
        false,
        List.of(),
        List.of(),
        Map.of());
  }

  @Override
  public Extent extentAt(long offset, long limit) {
    return new Extent.Hole(0, size);
  }

  @Override
  public Optional<Layer> below() {
    return Optional.empty();
  }
}
