// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;

/** A source whose bytes lie in a file as they are. */
interface InFile {
  /** As {@link FileOps.Sharing#share}. */
  long shareWith(FileOps.Sharing file, long offset, long length, long at) throws IOException;
}
