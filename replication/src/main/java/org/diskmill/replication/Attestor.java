// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import org.diskmill.io.Hashed;

/**
 * Makes a statement about bytes that were taken in, and holds later copies to it: the seam between
 * replication and signing.
 *
 * <p>Safe for use by many threads.
 */
public interface Attestor {
  /**
   * States what these bytes are, in a form that can be written down.
   *
   * @param bytes that went through this process
   */
  String attest(Artifact artifact, Hashed bytes) throws IOException;

  /**
   * Checks that the bytes at hand are those that the statement is about.
   *
   * @param statement that {@link #attest} made, perhaps long ago
   * @throws IOException when they are not, or the statement is not to be believed
   */
  void prove(String statement, Artifact artifact, Hashed bytes) throws IOException;
}
