// SPDX-License-Identifier: Apache-2.0
/**
 * Hyper-V's disks.
 *
 * <p>MS-VHDX in citations is Microsoft's open specification of that name; all numbers are
 * little-endian.
 */
@NullMarked
package org.diskmill.image.format.vhdx;

import org.jspecify.annotations.NullMarked;
