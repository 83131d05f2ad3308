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
  private final int unitBytes;
  private final int batchBytes;
  private Extent.@Nullable Resolved rest;

  BatchPlanner(ExtentCursor runs, int unitBytes, int batchBytes) {
    this.runs = runs;
    this.unitBytes = unitBytes;
    this.batchBytes = batchBytes;
  }

  @Override
  public @Nullable Batch next() throws IOException {
    skipZeros();
    if (rest == null) {
      return null;
    }
    // Zeros are part of a batch where they lie between its data or in the units of these. It ends
    // at a multiple of its greatest length, so that it cuts no packed unit that need not be.
    long start = rest.offset() / unitBytes * unitBytes;
    long window = start / batchBytes * batchBytes + batchBytes;
    List<Extent.Resolved> parts = new ArrayList<>();
    if (rest.offset() > start) {
      parts.add(new Extent.Zero(start, rest.offset() - start));
    }
    long dataEnd = start;
    while (rest != null && rest.offset() < window) {
      Extent.Resolved part = rest.clip(rest.offset(), window);
      parts.add(part);
      if (!part.readsAsZero()) {
        dataEnd = part.end();
      }
      rest = rest.end() > window ? rest.clip(window, rest.end()) : runs.next();
    }
    long end = cut(parts, (dataEnd + unitBytes - 1) / unitBytes * unitBytes);
    return new Batch(start, (int) (end - start), parts, Optional.empty());
  }

  /** Takes away what lies past {@code end}, and returns where the rest ends. */
  private static long cut(List<Extent.Resolved> parts, long end) {
    int last = parts.size() - 1;
    while (parts.get(last).offset() >= end) {
      parts.remove(last--);
    }
    Extent.Resolved part = parts.get(last);
    if (part.end() > end) {
      part = part.clip(part.offset(), end);
      parts.set(last, part);
    }
    return part.end();
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
