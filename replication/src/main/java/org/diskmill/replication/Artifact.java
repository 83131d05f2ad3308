// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.UUID;
import org.diskmill.store.ObjectKey;

/**
 * One byte string of an image. Its digest is not known beforehand; it enters through the ledger.
 *
 * @param image whose bytes these are
 * @param form what makes these bytes different from others of the same image: format and options
 */
public record Artifact(UUID image, String form) {
  /** What the ledger calls it. */
  public String id() {
    return image + "/" + form;
  }

  /** What a store calls it. A store holds one artifact of an image, so the image's name will do. */
  public ObjectKey key() {
    return new ObjectKey(image.toString());
  }
}
