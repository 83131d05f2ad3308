// SPDX-License-Identifier: Apache-2.0
/**
 * The image service: importing, copying, checking and deleting images. Start at {@link
 * org.diskmill.replication.ingest.ImageService}.
 */
@NullMarked
package org.diskmill.replication.ingest;

import org.jspecify.annotations.NullMarked;
