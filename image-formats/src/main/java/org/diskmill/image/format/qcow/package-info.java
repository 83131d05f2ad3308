// SPDX-License-Identifier: Apache-2.0
/**
 * qcow, version 1, which is read and not written.
 *
 * <p>There is no specification; QCOW in citations is QEMU's {@code block/qcow.c}, as of QEMU 9. All
 * numbers are big-endian.
 */
@NullMarked
package org.diskmill.image.format.qcow;

import org.jspecify.annotations.NullMarked;
