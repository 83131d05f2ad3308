// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.nio.ByteBuffer;
import org.diskmill.image.codec.Packing;

/**
 * A unit's packed form as the source has it, without the padding that follows it there.
 *
 * @param bytes a direct buffer, valid as long as the unit is
 */
public record PackedStream(Packing packing, ByteBuffer bytes) {}
