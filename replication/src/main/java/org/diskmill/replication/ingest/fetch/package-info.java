// SPDX-License-Identifier: Apache-2.0
/** Getting an image's bytes from an address: which addresses are allowed, and the download. */
@NullMarked
package org.diskmill.replication.ingest.fetch;

import org.jspecify.annotations.NullMarked;
