// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.io.Source;

/**
 * What VirtualBox notes in a disk's data base. It is all by which its differencing disks know their
 * parent: they have no name for it, and their parentCID says that there is none.
 *
 * @param own the disk's
 * @param modification a new one whenever the disk was written to
 * @param parentModification the parent's, when this disk was made
 */
record VirtualBoxIds(
    Optional<UUID> own,
    Optional<UUID> modification,
    Optional<UUID> parent,
    Optional<UUID> parentModification) {
  /** Of a disk that VirtualBox never saw. */
  static final VirtualBoxIds NONE =
      new VirtualBoxIds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Also the key by which a disk says that it is not whole. */
  static final String PARENT = "ddb.uuid.parent";

  private static final UUID NIL = new UUID(0, 0);

  /**
   * The ids in a text.
   *
   * @param values by key in lower case
   */
  static VirtualBoxIds of(Source source, Map<String, String> values) throws CorruptImageException {
    return new VirtualBoxIds(
        id(source, values, "ddb.uuid.image"),
        id(source, values, "ddb.uuid.modification"),
        id(source, values, PARENT),
        id(source, values, "ddb.uuid.parentmodification"));
  }

  private static Optional<UUID> id(Source source, Map<String, String> values, String key)
      throws CorruptImageException {
    String text = values.get(key);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> !id.equals(NIL));
    } catch (IllegalArgumentException notAnId) {
      if (!key.equals(PARENT)) {
        // Nothing that is read depends on it; a child will not know its parent by it.
        return Optional.empty();
      }
      throw new CorruptImageException(
          source + ": descriptor: " + key + " is '" + Printable.of(text) + "', expected a UUID");
    }
  }
}
