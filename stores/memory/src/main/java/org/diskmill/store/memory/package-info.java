// SPDX-License-Identifier: Apache-2.0
/** A store in the heap, for tests, examples and simulations. */
@NullMarked
package org.diskmill.store.memory;

import org.jspecify.annotations.NullMarked;
