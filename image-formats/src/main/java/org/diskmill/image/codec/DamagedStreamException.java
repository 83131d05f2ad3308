// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.io.IOException;

/** A compressed unit is not one: the message says in which way. */
public class DamagedStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a message that says in which way. */
  public DamagedStreamException(String message) {
    super(message);
  }
}
