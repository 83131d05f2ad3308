// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartDigests;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.Upload;
import org.diskmill.testkit.Patterns;

/** Short ways to fill a store. */
final class Filling {
  static final int PART = 1000;

  private Filling() {}

  /** Three parts, the last one short. */
  static byte[] content(long seed) {
    return Patterns.bytes(seed, 2 * PART + 500);
  }

  static List<PartReceipt> putAll(Upload upload, byte[] content) throws IOException {
    List<PartReceipt> receipts = new ArrayList<>();
    for (int at = 0; at < content.length; at += PART) {
      ByteBuffer part =
          ByteBuffer.wrap(content, at, Math.min(PART, content.length - at)).slice();
      receipts.add(upload.put(receipts.size(), at, part, PartDigests.of(part)));
    }
    return receipts;
  }

  static Staged stage(Store store, ObjectKey key, byte[] content) throws IOException {
    try (Upload upload = store.begin(key)) {
      return upload.stage(putAll(upload, content));
    }
  }
}
