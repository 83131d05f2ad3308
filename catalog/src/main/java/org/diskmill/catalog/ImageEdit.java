// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.diskmill.io.Digest;

/** A changed copy of an image record in the making. Used by one thread at a time. */
public final class ImageEdit {
  private final ImageRecord from;
  private ImageStatus status;
  private Optional<String> diskFormat;
  private Optional<String> containerFormat;
  private OptionalLong size;
  private OptionalLong virtualSize;
  private Optional<Digest> hash;
  private final SortedMap<String, String> properties;
  private final List<Location> locations;

  ImageEdit(ImageRecord from) {
    this.from = from;
    this.status = from.status();
    this.diskFormat = from.diskFormat();
    this.containerFormat = from.containerFormat();
    this.size = from.size();
    this.virtualSize = from.virtualSize();
    this.hash = from.hash();
    this.properties = new TreeMap<>(from.properties());
    this.locations = new ArrayList<>(from.locations());
  }

  /** The next status. Whether it may follow is checked when the catalogue takes the record. */
  public ImageEdit status(ImageStatus next) {
    status = next;
    return this;
  }

  public ImageEdit diskFormat(String format) {
    diskFormat = Optional.of(format);
    return this;
  }

  public ImageEdit containerFormat(String format) {
    containerFormat = Optional.of(format);
    return this;
  }

  /** The stored file's size in bytes. */
  public ImageEdit size(long bytes) {
    size = OptionalLong.of(bytes);
    return this;
  }

  /** The disk's size in bytes. */
  public ImageEdit virtualSize(long bytes) {
    virtualSize = OptionalLong.of(bytes);
    return this;
  }

  public ImageEdit hash(Digest digest) {
    hash = Optional.of(digest);
    return this;
  }

  public ImageEdit property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  /** Adds a location, or replaces the one in the same store. */
  public ImageEdit location(Location location) {
    for (int i = 0; i < locations.size(); i++) {
      if (locations.get(i).store().equals(location.store())) {
        locations.set(i, location);
        return this;
      }
    }
    locations.add(location);
    return this;
  }

  /** Takes out the location in that store, if there is one. */
  public ImageEdit withoutLocation(String store) {
    locations.removeIf(location -> location.store().equals(store));
    return this;
  }

  /** The changed record; of the same version as the one it came from. */
  public ImageRecord done() {
    // An image that waits for bytes again has no sizes: those were of bytes it no longer has.
    boolean empty = status == ImageStatus.QUEUED && from.status() != ImageStatus.QUEUED;
    return new ImageRecord(
        from.id(),
        from.name(),
        status,
        diskFormat,
        containerFormat,
        empty ? OptionalLong.empty() : size,
        empty ? OptionalLong.empty() : virtualSize,
        empty ? Optional.empty() : hash,
        properties,
        locations,
        from.created(),
        from.updated(),
        from.version());
  }
}
