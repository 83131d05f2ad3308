// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

/** An image may not change from its status to the one that was asked for. */
public final class StatusException extends CatalogException {
  private static final long serialVersionUID = 1L;

  StatusException(String message) {
    super(message);
  }
}
