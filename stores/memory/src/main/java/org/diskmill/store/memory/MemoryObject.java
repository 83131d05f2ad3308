// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.nio.ByteBuffer;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;

/** One version of an object; never changed. */
record MemoryObject(ObjectStat stat, ByteBuffer bytes) {
  static MemoryObject of(ObjectKey key, ByteBuffer bytes, long version) {
    return new MemoryObject(new ObjectStat(key, bytes.limit(), "v" + version), bytes);
  }
}
