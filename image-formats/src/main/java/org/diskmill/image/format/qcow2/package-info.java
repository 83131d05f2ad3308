// SPDX-License-Identifier: Apache-2.0
/**
 * qcow2, versions 2 and 3.
 *
 * <p>QCOW2 in citations is QEMU's {@code docs/interop/qcow2}, as of QEMU 9; all numbers are
 * big-endian.
 */
@NullMarked
package org.diskmill.image.format.qcow2;

import org.jspecify.annotations.NullMarked;
