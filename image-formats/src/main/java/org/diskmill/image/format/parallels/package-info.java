// SPDX-License-Identifier: Apache-2.0
/** Parallels' and Virtuozzo's disks (ploop); all numbers are little-endian. */
@NullMarked
package org.diskmill.image.format.parallels;

import org.jspecify.annotations.NullMarked;
