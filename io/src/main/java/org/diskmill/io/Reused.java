// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that are costly to make, used again by whoever needs one next.
 *
 * <p>What was given back last is taken first: its memory is still in the cache of the processor that
 * used it, and this is most often the one that asks again. In the order of their return, a few more
 * things than threads make each thread take the one whose memory is the farthest away: a compressor
 * with some hundred KiB of tables then takes one and a half times as long.
 *
 * <p>It never blocks: when none is at hand it makes one, so there are never more than were in use at
 * once. Safe for use by many threads.
 */
public final class Reused<T> {
  private final Supplier<? extends T> maker;
  private final Deque<T> idle = new ConcurrentLinkedDeque<>();

  /** Things that {@code maker} makes, which any thread may call. */
  public Reused(Supplier<? extends T> maker) {
    this.maker = Objects.requireNonNull(maker, "maker");
  }

  /** One that nobody else has, until it is given back. */
  public T take() {
    T one = idle.poll();
    return one != null ? one : maker.get();
  }

  /** Takes back what {@link #take} gave. What is never given back is simply not used again. */
  public void give(T one) {
    idle.push(one);
  }

  /** Hands out all that are at hand for good, as to close them. */
  public void drain(Consumer<? super T> end) {
    for (T one = idle.poll(); one != null; one = idle.poll()) {
      end.accept(one);
    }
  }
}
