// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.concurrent.atomic.AtomicInteger;

/** Gives out the numbers of leaves, each once. Safe for use by many threads. */
final class LeafQueue {
  private final int count;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean closed;

  LeafQueue(int count) {
    this.count = count;
  }

  /** The next leaf, or -1 when there is none or nobody wants it. */
  int next() {
    int leaf = closed ? count : next.getAndIncrement();
    return leaf < count ? leaf : -1;
  }

  /** Nothing more is given out. */
  void close() {
    closed = true;
  }
}
