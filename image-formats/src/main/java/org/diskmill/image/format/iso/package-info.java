// SPDX-License-Identifier: Apache-2.0
/** Optical discs: ECMA-119 (ISO 9660) and ECMA-167 (UDF). A disk image only in that it is bytes. */
@NullMarked
package org.diskmill.image.format.iso;

import org.jspecify.annotations.NullMarked;
