// SPDX-License-Identifier: Apache-2.0
/**
 * The store contract.
 *
 * <p>An object goes in through an {@link org.diskmill.store.Upload}, becomes {@link
 * org.diskmill.store.Staged} when it is whole, and is seen by others only once it is published.
 * What a store cannot do is said beforehand by its {@link org.diskmill.store.StoreTraits}.
 */
@NullMarked
package org.diskmill.store;

import org.jspecify.annotations.NullMarked;
