// SPDX-License-Identifier: Apache-2.0
/** One image, from a stranger's file to verified copies at a centre and two edges. */
@NullMarked
package org.diskmill.quickstart;

import org.jspecify.annotations.NullMarked;
