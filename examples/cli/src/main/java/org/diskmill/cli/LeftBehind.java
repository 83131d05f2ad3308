// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.PrintWriter;
import org.diskmill.image.DiskImage;

/** Tells what a result has not that is the same disk in a new file, where people expect all of it. */
final class LeftBehind {
  private LeftBehind() {}

  static void tell(DiskImage source, PrintWriter err) {
    tell(source, source.info().snapshots().size(), "internal snapshots", err);
    tell(source, source.bitmaps().size(), "bitmaps", err);
  }

  private static void tell(DiskImage source, int count, String what, PrintWriter err) {
    if (count > 0) {
      err.println("diskmill: " + Text.oneLine(source.info().name()) + ": its " + count + " " + what
          + " are not taken over");
      err.flush();
    }
  }
}
