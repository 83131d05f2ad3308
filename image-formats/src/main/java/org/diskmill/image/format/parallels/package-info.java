// SPDX-License-Identifier: Apache-2.0
/**
 * Parallels' and Virtuozzo's disks (ploop): expanding files, and descriptors that put files together.
 *
 * <p>PARALLELS in citations is QEMU's {@code docs/interop/parallels.txt}, PRLXML its {@code
 * docs/interop/prl-xml.txt}, both as of QEMU 9; all numbers are little-endian.
 */
@NullMarked
package org.diskmill.image.format.parallels;

import org.jspecify.annotations.NullMarked;
