// SPDX-License-Identifier: Apache-2.0
/** Dirty bitmaps that images keep: which parts of a disk have changed since somebody asked. */
@NullMarked
package org.diskmill.image.bitmap;

import org.jspecify.annotations.NullMarked;
