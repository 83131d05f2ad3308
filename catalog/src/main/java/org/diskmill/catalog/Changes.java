// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.time.Instant;

/** The checks that every catalogue makes before it takes a changed record. */
final class Changes {
  private Changes() {}

  /** The record to store, or an exception that says why not. */
  static ImageRecord accept(ImageRecord stored, ImageRecord changed, Instant now)
      throws CatalogException {
    if (stored.version() != changed.version()) {
      throw new StaleRecordException("image " + changed.id() + ": is at version " + stored.version()
          + ", the change was made from " + changed.version());
    }
    ImageStatus from = stored.status();
    ImageStatus to = changed.status();
    if (!from.mayBecome(to)) {
      throw new StatusException(
          "image " + changed.id() + ": is " + from.text() + " and cannot become " + to.text()
              + "; possible: " + from.next().stream().map(ImageStatus::text).toList());
    }
    if (from.needsFormats(to)
        && (changed.diskFormat().isEmpty() || changed.containerFormat().isEmpty())) {
      throw new StatusException("image " + changed.id() + ": cannot become " + to.text()
          + " before its disk and container formats are set");
    }
    return new ImageRecord(
        stored.id(),
        changed.name(),
        to,
        changed.diskFormat(),
        changed.containerFormat(),
        changed.size(),
        changed.virtualSize(),
        changed.hash(),
        changed.properties(),
        changed.locations(),
        stored.created(),
        now,
        stored.version() + 1);
  }
}
