// SPDX-License-Identifier: Apache-2.0
/**
 * A store in a directory, safe on network file systems.
 *
 * <p>An object is the file {@code ROOT/KEY}. All that is not published is in {@code
 * ROOT/.staging/ID/}: the bytes in {@code data}, written at their places; in {@code journal} which
 * parts of them have reached storage; and {@code lock}, held by whoever is at work on it.
 */
@NullMarked
package org.diskmill.store.filesystem;

import org.jspecify.annotations.NullMarked;
