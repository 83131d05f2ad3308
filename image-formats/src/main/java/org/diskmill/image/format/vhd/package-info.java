// SPDX-License-Identifier: Apache-2.0
/**
 * Virtual PC's and Hyper-V's older disks.
 *
 * <p>VHD1 in citations is Microsoft's "Virtual Hard Disk Image Format Specification", 2006; all
 * numbers are big-endian.
 */
@NullMarked
package org.diskmill.image.format.vhd;

import org.jspecify.annotations.NullMarked;
