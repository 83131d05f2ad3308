// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The file breaks its format's rules. */
public final class CorruptImageException extends ImageException {
  private static final long serialVersionUID = 1L;

  public CorruptImageException(String message) {
    super(message);
  }
}
