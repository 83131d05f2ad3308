// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.Optional;

/**
 * Gives the passphrases of encrypted images when they are needed.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface PassphraseSupplier {
  /**
   * The passphrase of one file of the chain, as a copy that the asker overwrites after use; empty
   * leaves the file locked.
   *
   * @param file as its source is called
   */
  Optional<char[]> passphrase(String file) throws IOException;
}
