// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

/**
 * Something a verifier has vouched for. Only a verifier can make one. Safe for use by many threads.
 *
 * @param <T> what was claimed
 */
public final class Verified<T> {
  private final T value;
  private final Evidence evidence;
  private final TrustPolicy policy;

  Verified(T value, Evidence evidence, TrustPolicy policy) {
    this.value = value;
    this.evidence = evidence;
    this.policy = policy;
  }

  /** What was claimed, and is believed. */
  public T value() {
    return value;
  }

  /** Why it is believed. */
  public Evidence evidence() {
    return evidence;
  }

  TrustPolicy policy() {
    return policy;
  }

  @Override
  public String toString() {
    return value + " (" + evidence + ")";
  }
}
