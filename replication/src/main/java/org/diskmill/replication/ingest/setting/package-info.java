// SPDX-License-Identifier: Apache-2.0
/** What a configuration says beside its stores. */
@NullMarked
package org.diskmill.replication.ingest.setting;

import org.jspecify.annotations.NullMarked;
