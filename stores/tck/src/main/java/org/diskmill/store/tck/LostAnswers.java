// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.io.IOException;
import org.diskmill.io.Source;
import org.diskmill.store.Upload;

/** Answers that nobody got: what they hold is let go, as when a process or a connection ends. */
final class LostAnswers {
  private LostAnswers() {}

  static <T> void close(T answer) throws IOException {
    if (answer instanceof Upload upload) {
      upload.close();
    } else if (answer instanceof Source source) {
      source.close();
    }
  }
}
