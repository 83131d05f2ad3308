// SPDX-License-Identifier: Apache-2.0
/**
 * Copies of images in many places: who feeds whom, what to do next, and doing it so that a crash at
 * any moment loses nothing and shows nothing too early.
 *
 * <p>A pure {@link org.diskmill.replication.Planner} turns a wish and what is there into a {@link
 * org.diskmill.replication.Plan}; a {@link org.diskmill.replication.PlanRunner} follows it and writes
 * every act into the {@link org.diskmill.replication.ledger.Ledger} before it tells anyone.
 */
@NullMarked
package org.diskmill.replication;

import org.jspecify.annotations.NullMarked;
