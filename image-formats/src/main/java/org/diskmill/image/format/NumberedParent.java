// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.io.Source;

/**
 * What a child notes of the disk that it is based on.
 *
 * @param child for messages
 * @param idField where the child has the id, for messages
 * @param id the parent's
 * @param modificationField where it has the parent's modification id, for messages
 * @param modification the parent's when the child was made, where that was noted
 */
public record NumberedParent(
    Source child, String idField, UUID id, String modificationField, Optional<UUID> modification) {
  /** Refuses another disk, and one that was changed since; whatever was not opened passes. */
  public void require(Layer below) throws CorruptImageException {
    if (below instanceof NumberedLayer parent) {
      if (!parent.number().equals(Optional.of(id))) {
        throw new CorruptImageException(child + ": " + idField + " is " + id + ", but the id of "
            + parent + " is " + shown(parent.number()));
      }
      if (modification.isPresent() && !parent.modification().equals(modification)) {
        throw new CorruptImageException(child + ": " + modificationField + " is "
            + modification.get() + ", but the modification id of " + parent + " is "
            + shown(parent.modification()) + ": the parent was changed since");
      }
    }
  }

  private static String shown(Optional<UUID> found) {
    return found.map(UUID::toString).orElse("not there");
  }
}
