// SPDX-License-Identifier: Apache-2.0
/**
 * VMware's virtual disks.
 *
 * <p>VMDK5 in citations is VMware's "Virtual Disk Format 5.0"; all numbers are little-endian, and
 * places in a file are counted in sectors of 512 bytes.
 */
@NullMarked
package org.diskmill.image.format.vmdk;

import org.jspecify.annotations.NullMarked;
