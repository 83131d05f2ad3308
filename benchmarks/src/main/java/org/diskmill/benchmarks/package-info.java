// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of the conversion path's parts, and the warm half of the side-by-side script. */
@NullMarked
package org.diskmill.benchmarks;

import org.jspecify.annotations.NullMarked;
