// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Source;

/** Turns claims into things that were checked. Safe for use by many threads. */
public interface Verifier {
  /**
   * Checks who signed a statement, and that nothing in it was changed since.
   *
   * @throws UntrustedException when it is not to be believed
   */
  Verified<Statement> verify(SignedStatement claim) throws UntrustedException;

  /**
   * Checks that bytes which passed through this process are those that the claim is about.
   *
   * @param claim that this verifier's policy accepted
   * @throws UntrustedException when the bytes are others, or the claim has no digest in common
   */
  Proof prove(Hashed bytes, Verified<Statement> claim) throws UntrustedException;

  /**
   * A source that checks each leaf of {@code raw} before any byte of it leaves. It keeps a few leaves
   * in memory. Closing it closes {@code raw}.
   *
   * @param tree of unknown origin; its root must be the claim's
   * @param claim that this verifier's policy accepted
   * @throws UntrustedException when tree, size and claim do not fit together; a read of the source
   *     throws it when a leaf is not the one that was signed
   */
  Source trusted(Source raw, DigestTree tree, Verified<Statement> claim) throws IOException;
}
