// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.io.Digest;
import org.diskmill.store.PartDigests;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Upload;

/** An object cut into parts. */
final class Parts {
  private final byte[] content;
  private final int partBytes;

  Parts(byte[] content, int partBytes) {
    this.content = content;
    this.partBytes = partBytes;
  }

  int count() {
    return (content.length + partBytes - 1) / partBytes;
  }

  long at(int index) {
    return (long) index * partBytes;
  }

  ByteBuffer bytes(int index) {
    int at = index * partBytes;
    return ByteBuffer.wrap(content, at, Math.min(partBytes, content.length - at))
        .slice();
  }

  Digest digest(int index) {
    return PartDigests.of(bytes(index));
  }

  PartReceipt put(Upload upload, int index) throws IOException {
    return upload.put(index, at(index), bytes(index), digest(index));
  }

  List<PartReceipt> putAll(Upload upload) throws IOException {
    List<PartReceipt> receipts = new ArrayList<>();
    for (int index = 0; index < count(); index++) {
      receipts.add(put(upload, index));
    }
    return receipts;
  }
}
