// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;

/**
 * Stands between a caller and a store.
 *
 * <p>Safe for use by many threads.
 */
public interface Interceptor {
  /**
   * Carries out one call: once, several times, or not at all.
   *
   * @param action the call itself; can be repeated
   */
  <T> T around(StoreCall call, Action<T> action) throws IOException;

  /**
   * A call with its arguments.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  interface Action<T> {
    /** Makes the call. */
    T run() throws IOException;
  }

  /** A call that answers nothing. */
  @FunctionalInterface
  interface Deed {
    /** Makes the call. */
    void run() throws IOException;
  }

  /** As {@link #around}, for calls that answer nothing. */
  default void aroundDeed(StoreCall call, Deed deed) throws IOException {
    boolean unused = around(call, () -> {
      deed.run();
      return true;
    });
  }
}
