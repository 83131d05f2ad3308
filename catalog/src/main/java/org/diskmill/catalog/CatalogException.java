// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** The catalogue could not do what it was asked. The subclass says what can be done about it. */
public class CatalogException extends IOException {
  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What the database said. What is put around it tells no more than that something failed.
   *
   * @param what failed, for the message
   */
  static CatalogException of(String what, JdbiException failed) {
    Throwable cause = failed.getCause() instanceof SQLException said ? said : failed;
    return new CatalogException(what + ": " + cause.getMessage(), failed);
  }
}
