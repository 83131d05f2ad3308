// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of stores as tests, and stores that fail or crash on purpose.
 *
 * <p>Whoever writes a store subclasses {@link org.diskmill.store.tck.StoreContract}.
 */
@NullMarked
package org.diskmill.store.tck;

import org.jspecify.annotations.NullMarked;
