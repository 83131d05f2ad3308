// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much of the heap is in use. */
public final class HeapUse {
  private HeapUse() {}

  /** The bytes of the heap that something still refers to. */
  public static long held() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
