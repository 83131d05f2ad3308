// SPDX-License-Identifier: Apache-2.0
/** What importing makes of disk images: inspection, signature check, conversion. */
@NullMarked
package org.diskmill.replication.ingest.image;

import org.jspecify.annotations.NullMarked;
