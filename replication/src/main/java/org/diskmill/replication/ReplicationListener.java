// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/**
 * Hears what happens. What it throws is logged and stops nothing.
 *
 * <p>Called by the threads that do the work, several at a time: be quick. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface ReplicationListener {
  /** Something happened. */
  void heard(ReplicationEvent event);
}
