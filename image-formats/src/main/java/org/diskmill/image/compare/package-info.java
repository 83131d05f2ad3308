// SPDX-License-Identifier: Apache-2.0
/** Whether two disks hold the same, whatever their formats. */
@NullMarked
package org.diskmill.image.compare;

import org.jspecify.annotations.NullMarked;
