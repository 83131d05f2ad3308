// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;

/** Signs statements with a key that it keeps to itself. Safe for use by many threads. */
public interface StatementSigner {
  /**
   * Signs a statement.
   *
   * @throws IOException when the key cannot be used
   */
  SignedStatement sign(Statement statement) throws IOException;
}
