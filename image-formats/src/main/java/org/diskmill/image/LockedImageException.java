// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The image is encrypted, and its passphrase was not given or is another one. */
public final class LockedImageException extends ImageException {
  private static final long serialVersionUID = 1L;

  public LockedImageException(String message) {
    super(message);
  }
}
