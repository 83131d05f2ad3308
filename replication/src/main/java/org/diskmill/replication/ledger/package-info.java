// SPDX-License-Identifier: Apache-2.0
/** What was done to the copies of each image, one durable line an event. */
@NullMarked
package org.diskmill.replication.ledger;

import org.jspecify.annotations.NullMarked;
