// SPDX-License-Identifier: Apache-2.0
/** Whether an image's own books are in order. */
@NullMarked
package org.diskmill.image.check;

import org.jspecify.annotations.NullMarked;
