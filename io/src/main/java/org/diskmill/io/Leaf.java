// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.nio.ByteBuffer;

/**
 * One whole leaf of a byte string.
 *
 * @param index counted from 0
 * @param bytes all of it, read-only and never changed again, so it may be kept and shared; take a
 *     {@link ByteBuffer#duplicate} before moving its position
 * @param digest its hash as a leaf of a {@link DigestTree}
 */
public record Leaf(int index, ByteBuffer bytes, Digest digest) {}
