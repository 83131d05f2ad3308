// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The file, or what was asked for, is legal but not something that Diskmill does. */
public final class UnsupportedImageException extends ImageException {
  private static final long serialVersionUID = 1L;

  public UnsupportedImageException(String message) {
    super(message);
  }

  /** With what keeps this process from doing it. */
  public UnsupportedImageException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
