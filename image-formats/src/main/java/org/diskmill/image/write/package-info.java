// SPDX-License-Identifier: Apache-2.0
/** Conversion: what a format implements to be written, and the pipeline that feeds it. */
@NullMarked
package org.diskmill.image.write;

import org.jspecify.annotations.NullMarked;
