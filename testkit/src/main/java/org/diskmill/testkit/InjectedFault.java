// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;

/** A failure that a test asked for. */
public final class InjectedFault extends IOException {
  private static final long serialVersionUID = 1L;

  InjectedFault(String message) {
    super(message);
  }
}
