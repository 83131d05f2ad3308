// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a file that were used last, so that a table may be larger than memory. A chain has many
 * files, each of which keeps some: with the most files that are allowed by default, all of them take
 * half of the heap, or more where that is less than each needs to work at all.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> what a table is asked for by
 */
public final class Kept<K, V> {
  private static final long SHARE = 128;

  private final Map<K, V> tables;

  /**
   * None yet.
   *
   * @param bytes how many bytes to keep at most where the heap is large
   * @param each how many bytes a table has
   * @param least how many tables to keep in any case
   */
  public Kept(long bytes, long each, int least) {
    long most = Math.max(least, Math.min(bytes, Runtime.getRuntime().maxMemory() / SHARE) / each);
    this.tables = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The table, if it is kept. */
  public synchronized @Nullable V get(K key) {
    return tables.get(key);
  }

  /** Keeps a table, in place of the one that was not used for the longest time. */
  public synchronized void put(K key, V table) {
    tables.put(key, table);
  }
}
