// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.nio.file.Path;
import org.diskmill.store.UploadToken;

/** Where the bytes of one upload are. */
record UploadFolder(UploadToken token, Path path) {
  Path data() {
    return path.resolve("data");
  }

  Path journal() {
    return path.resolve("journal");
  }

  Path lock() {
    return path.resolve("lock");
  }
}
