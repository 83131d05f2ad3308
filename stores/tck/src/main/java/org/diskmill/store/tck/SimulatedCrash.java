// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

/**
 * The process is gone, as far as the code under test can tell. An error, so that nothing which
 * handles failures takes it for one.
 */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(String message) {
    super(message);
  }
}
