// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

/** Someone else changed or removed the record first: read it again, and decide again. */
public final class StaleRecordException extends CatalogException {
  private static final long serialVersionUID = 1L;

  StaleRecordException(String message) {
    super(message);
  }
}
