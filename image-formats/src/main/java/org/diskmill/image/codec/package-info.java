// SPDX-License-Identifier: Apache-2.0
/** Compression of single units: deflate with or without a wrapper, and zstd. */
@NullMarked
package org.diskmill.image.codec;

import org.jspecify.annotations.NullMarked;
