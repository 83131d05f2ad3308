// SPDX-License-Identifier: Apache-2.0
/** VirtualBox's disks: VDI in citations is VirtualBox's source; all numbers are little-endian. */
@NullMarked
package org.diskmill.image.format.vdi;

import org.jspecify.annotations.NullMarked;
