// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.Objects;

/**
 * What finds an upload again, in this process or another. Can be written down; is no secret.
 *
 * @param key what the object will be called
 * @param id the store's name for the upload: 1 to 2,048 printable ASCII characters, no blanks
 */
public record UploadToken(ObjectKey key, String id) {
  private static final int MAX_ID = 2048;

  public UploadToken {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(id, "id");
    boolean printable = id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (id.isEmpty() || id.length() > MAX_ID || !printable) {
      throw new IllegalArgumentException("id: not 1 to " + MAX_ID + " printable characters: " + id);
    }
  }

  /** The token that {@link #toString} wrote. */
  public static UploadToken parse(String text) {
    // A key has no colon, so the first one ends it; ids may have any.
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("text: not KEY:ID: " + text);
    }
    return new UploadToken(new ObjectKey(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** {@code KEY:ID}. */
  @Override
  public String toString() {
    return key + ":" + id;
  }
}
