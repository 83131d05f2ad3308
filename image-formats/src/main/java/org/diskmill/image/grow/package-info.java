// SPDX-License-Identifier: Apache-2.0
/** Makes disks larger where they lie. */
@NullMarked
package org.diskmill.image.grow;

import org.jspecify.annotations.NullMarked;
