// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.diskmill.io.Digest;

/**
 * What is known about one image. A value: changing it means making another with {@link #edit} and
 * handing that to {@link Catalog#update}.
 *
 * @param name for people; not unique
 * @param diskFormat such as {@code qcow2}; set before bytes are taken in
 * @param containerFormat what is around the disk; {@code bare} when nothing is
 * @param size of the stored file, in bytes
 * @param virtualSize of the disk as its guest sees it, in bytes
 * @param hash of the stored file's bytes
 * @param properties free pairs, in the order of their names
 * @param locations one for each store that holds a copy, in the order in which they were added
 * @param version counts the changes to this record; the catalogue refuses a change of an old one
 */
public record ImageRecord(
    UUID id,
    String name,
    ImageStatus status,
    Optional<String> diskFormat,
    Optional<String> containerFormat,
    OptionalLong size,
    OptionalLong virtualSize,
    Optional<Digest> hash,
    SortedMap<String, String> properties,
    List<Location> locations,
    Instant created,
    Instant updated,
    long version) {
  /** The longest name, and the longest name of a property, in characters. */
  public static final int LONGEST_NAME = 255;

  public ImageRecord {
    requireName("name", name);
    properties.keySet().forEach(key -> requireName("property", key));
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    locations = List.copyOf(locations);
    if (locations.stream().map(Location::store).distinct().count() != locations.size()) {
      throw new IllegalArgumentException("locations: a store appears twice: " + locations);
    }
  }

  /** A new image of that name, without bytes. */
  public static ImageRecord queued(UUID id, String name, Instant now) {
    return new ImageRecord(
        id,
        name,
        ImageStatus.QUEUED,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Collections.emptySortedMap(),
        List.of(),
        now,
        now,
        0);
  }

  /** Begins a changed copy of this record. */
  public ImageEdit edit() {
    return new ImageEdit(this);
  }

  /** Where the copy in that store lies. */
  public Optional<Location> location(String store) {
    return locations.stream().filter(location -> location.store().equals(store)).findFirst();
  }

  private static void requireName(String what, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          what + ": \"" + name + "\" is blank or longer than " + LONGEST_NAME + " characters");
    }
  }
}
