// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import org.diskmill.image.write.Conversion;

/** Conversions on many threads at once, however few processors there are. */
public final class Crowd {
  private Crowd() {}

  /** A conversion with one worker of its own, or with several whose tasks all begin when submitted. */
  public static Conversion of(int workers, Conversion conversion) throws IOException {
    return workers == 1
        ? conversion.workers(1)
        : conversion.on(task -> begun(task).start(), workers);
  }

  private static Thread begun(Runnable task) {
    Thread thread = new Thread(task, "crowd");
    thread.setDaemon(true);
    return thread;
  }
}
