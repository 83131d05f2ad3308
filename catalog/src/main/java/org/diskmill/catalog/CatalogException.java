// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;

/** The catalogue could not do what it was asked. The subclass says what can be done about it. */
public class CatalogException extends IOException {
  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
