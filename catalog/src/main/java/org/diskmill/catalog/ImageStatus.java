// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may be done with an image. The table of allowed changes is the image service's own. */
public enum ImageStatus {
  /** Known by name; no bytes yet. */
  QUEUED,
  /** Bytes are being uploaded by the old method. */
  SAVING,
  /** Bytes are being staged. */
  UPLOADING,
  /** Bytes are being taken in, converted and copied. */
  IMPORTING,
  /** Usable: the centre has a verified copy. */
  ACTIVE,
  /** Kept, but not given out. */
  DEACTIVATED,
  /** The old upload failed for good. */
  KILLED,
  /** To be deleted later. */
  PENDING_DELETE,
  /** Gone; the record stays so that its UUID is never used again. */
  DELETED;

  /** The statuses that may follow this one. */
  public Set<ImageStatus> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(SAVING, UPLOADING, IMPORTING, ACTIVE, DELETED);
      case SAVING -> EnumSet.of(ACTIVE, KILLED, DELETED, QUEUED);
      case UPLOADING -> EnumSet.of(IMPORTING, QUEUED, DELETED);
      case IMPORTING -> EnumSet.of(ACTIVE, DELETED, QUEUED);
      case ACTIVE -> EnumSet.of(PENDING_DELETE, DELETED, DEACTIVATED);
      case DEACTIVATED -> EnumSet.of(ACTIVE, DELETED);
      case PENDING_DELETE -> EnumSet.of(DELETED, ACTIVE);
      case KILLED -> EnumSet.of(DELETED);
      case DELETED -> EnumSet.noneOf(ImageStatus.class);
    };
  }

  /** Whether {@code status} may follow this one. Staying is not a change and always allowed. */
  public boolean mayBecome(ImageStatus status) {
    return status == this || next().contains(status);
  }

  /** The image service's spelling, such as {@code pending_delete}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that spelling. */
  public static Optional<ImageStatus> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }

  /** Whether leaving for {@code status} asks for the disk and container formats to be known. */
  boolean needsFormats(ImageStatus status) {
    return (this == QUEUED || this == UPLOADING)
        && (status == SAVING || status == ACTIVE || status == IMPORTING);
  }
}
