// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The file breaks its format's rules. */
public final class CorruptImageException extends ImageException {
  private static final long serialVersionUID = 1L;

  /** With a message that names file, structure, offset, what was found and what was expected. */
  public CorruptImageException(String message) {
    super(message);
  }
}
