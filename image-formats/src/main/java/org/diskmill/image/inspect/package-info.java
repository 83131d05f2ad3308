// SPDX-License-Identifier: Apache-2.0
/**
 * What a stranger's file is and whether it is safe to open, without opening anything that it names.
 */
@NullMarked
package org.diskmill.image.inspect;

import org.jspecify.annotations.NullMarked;
