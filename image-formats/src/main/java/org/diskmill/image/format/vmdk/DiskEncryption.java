// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Map;

/** By what a text says that the disk is encrypted. Its data would be read as noise otherwise. */
final class DiskEncryption {
  /** Workstation and Fusion: the text itself is encrypted, under keys that begin so. */
  private static final String SEALED = "encryption.";

  /** ESXi: the disk's own key, wrapped in others. */
  private static final String KEYS = "encryptionkeys";

  /** ESXi: what all reads and writes pass through, of which this one encrypts. */
  private static final String FILTERS = "ddb.iofilters";

  private static final String ENCRYPTING = "vmwarevmcrypt";

  private DiskEncryption() {}

  /**
   * Whether one of them is there.
   *
   * @param values by key in lower case
   */
  static boolean in(Map<String, String> values) {
    return values.keySet().stream().anyMatch(key -> key.startsWith(SEALED))
        || !values.getOrDefault(KEYS, "").isEmpty()
        || values.getOrDefault(FILTERS, "").contains(ENCRYPTING);
  }
}
