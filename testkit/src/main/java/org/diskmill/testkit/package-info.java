// SPDX-License-Identifier: Apache-2.0
/** Sources and sinks that count, fail, stall, lie or tell who forgot to close them; seeds; patterns. */
@NullMarked
package org.diskmill.testkit;

import org.jspecify.annotations.NullMarked;
