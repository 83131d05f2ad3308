// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import org.diskmill.io.Activity;

/** Turns positions into progress. Used by one thread at a time. */
final class Progressing {
  private final Activity activity;
  private long at;

  Progressing(Activity activity) {
    this.activity = activity;
  }

  void reached(long end) {
    activity.advance(end - at);
    at = end;
  }
}
