// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

/**
 * The bytes at hand are the bytes that a trusted signer meant. Only a {@link Verifier} makes one.
 * Safe for use by many threads.
 */
public final class Proof {
  private final Verified<Statement> claim;

  Proof(Verified<Statement> claim) {
    this.claim = claim;
  }

  /** The claim that the bytes fulfil. */
  public Verified<Statement> claim() {
    return claim;
  }

  @Override
  public String toString() {
    return "proof of " + claim;
  }
}
