// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.time.InstantSource;

class MemoryCatalogTest extends CatalogContract {
  private final Catalog catalog = new MemoryCatalog(InstantSource.fixed(NOW));

  @Override
  Catalog catalog() {
    return catalog;
  }
}
