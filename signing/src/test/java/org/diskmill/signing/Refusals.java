// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.signing.UntrustedException.Reason;

/** Says that something is not believed, and why. */
final class Refusals {
  private Refusals() {}

  static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Reason reason, ThrowingCallable action) {
    AbstractThrowableAssert<?, ? extends Throwable> refused = assertThatThrownBy(action);
    refused
        .asInstanceOf(type(UntrustedException.class))
        .extracting(UntrustedException::reason)
        .isEqualTo(reason);
    return refused;
  }
}
