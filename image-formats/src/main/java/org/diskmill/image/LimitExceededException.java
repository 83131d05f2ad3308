// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The file asks for more than the caller's {@link Limits} allow. */
public final class LimitExceededException extends ImageException {
  private static final long serialVersionUID = 1L;

  public LimitExceededException(String message) {
    super(message);
  }
}
