// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import com.google.common.base.Throwables;
import java.io.IOException;
import org.diskmill.signing.UntrustedException;
import org.diskmill.store.StoreException;
import org.jspecify.annotations.Nullable;

/** What a failure at one site means. */
final class Failures {
  private Failures() {}

  static RuleCode code(IOException failure) {
    if (failure instanceof RuleException rule) {
      return rule.code();
    }
    if (failure instanceof UntrustedException) {
      return RuleCode.SIGNATURE_INVALID;
    }
    if (failure instanceof StoreException store) {
      return switch (store.reason()) {
        case FULL -> RuleCode.INSUFFICIENT_SPACE;
        case CORRUPTED -> RuleCode.DIGEST_MISMATCH;
        default -> RuleCode.STORE_FAILED;
      };
    }
    return RuleCode.STORE_FAILED;
  }

  /** Whether what a store holds of an upload is worth keeping for another try. */
  static boolean passing(IOException failure) {
    if (failure instanceof StoreException store) {
      return store.worthRetrying();
    }
    return failure.getCause() instanceof IOException cause && passing(cause);
  }

  /** Throws what went wrong, if anything did. */
  static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure != null) {
      Throwables.throwIfInstanceOf(failure, IOException.class);
      Throwables.throwIfUnchecked(failure);
      throw new IllegalStateException(failure);
    }
  }

  /** The message, or at least the kind, since some have none. */
  static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
