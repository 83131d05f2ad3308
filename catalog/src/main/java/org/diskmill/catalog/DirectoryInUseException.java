// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

/** Another process, or another part of this one, has the data directory open. */
public final class DirectoryInUseException extends CatalogException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(String message) {
    super(message);
  }
}
