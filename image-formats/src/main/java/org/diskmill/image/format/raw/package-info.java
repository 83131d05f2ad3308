// SPDX-License-Identifier: Apache-2.0
/** A disk stored byte for byte. It has no header, so it is never recognised, only declared. */
@NullMarked
package org.diskmill.image.format.raw;

import org.jspecify.annotations.NullMarked;
