// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;

/**
 * Why an image cannot be used. The class says what the caller can do; the message says which file,
 * which structure, at which offset, what was found and what was expected.
 */
public class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }
}
