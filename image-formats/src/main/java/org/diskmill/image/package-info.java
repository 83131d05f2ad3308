// SPDX-License-Identifier: Apache-2.0
/** Disk images: what everyone names who opens, reads or describes one. */
@NullMarked
package org.diskmill.image;

import org.jspecify.annotations.NullMarked;
