// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.net.URI;

/**
 * Where one copy of an image lies.
 *
 * @param store the id of the store that holds it
 * @param url the copy's address, as the store spells it; carries no secret
 */
public record Location(String store, URI url) {
  public Location {
    if (store.isBlank()) {
      throw new IllegalArgumentException("store: blank");
    }
    if (!url.isAbsolute()) {
      throw new IllegalArgumentException("url: " + url + " is not absolute");
    }
  }
}
