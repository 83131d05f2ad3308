// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread has made in the heap, all its life long. */
public final class Allocated {
  private Allocated() {}

  /** In bytes, garbage included. */
  public static long bytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
