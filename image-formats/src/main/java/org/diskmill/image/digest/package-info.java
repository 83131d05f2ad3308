// SPDX-License-Identifier: Apache-2.0
/** What identifies a disk whatever format it is kept in. */
@NullMarked
package org.diskmill.image.digest;

import org.jspecify.annotations.NullMarked;
