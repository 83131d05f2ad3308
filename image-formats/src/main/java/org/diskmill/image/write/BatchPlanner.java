// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.jspecify.annotations.Nullable;

/** Cuts a disk's runs into batches and leaves out those that are known to be zeros. */
final class BatchPlanner implements Batches {
  private final ExtentCursor runs;
  private final int batchBytes;
  private Extent.@Nullable Resolved rest;

  BatchPlanner(ExtentCursor runs, int batchBytes) {
    this.runs = runs;
    this.batchBytes = batchBytes;
  }

  @Override
  public @Nullable Batch next() throws IOException {
    skipZeros();
    if (rest == null) {
      return null;
    }
    // Zeros that lie before the first data of a batch are part of it, whole batches of them are
    // not.
    long start = rest.offset() / batchBytes * batchBytes;
    long end = start + batchBytes;
    List<Extent.Resolved> parts = new ArrayList<>();
    if (rest.offset() > start) {
      parts.add(new Extent.Zero(start, rest.offset() - start));
    }
    long reached = rest.offset();
    while (rest != null && rest.offset() < end) {
      Extent.Resolved part = rest.clip(rest.offset(), end);
      parts.add(part);
      reached = part.end();
      rest = rest.end() > end ? rest.clip(end, rest.end()) : runs.next();
    }
    return new Batch(start, (int) (reached - start), parts, Optional.empty());
  }

  private void skipZeros() throws IOException {
    if (rest == null) {
      rest = runs.next();
    }
    while (rest != null && rest.readsAsZero()) {
      rest = runs.next();
    }
  }
}
