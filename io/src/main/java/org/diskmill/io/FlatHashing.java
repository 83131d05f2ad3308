// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Plain digests, which need all bytes in order: each function may run beside the others and beside the
 * caller, one piece behind it. Used by one thread at a time.
 */
final class FlatHashing {
  private final List<MessageDigest> functions;
  private final Beside beside;

  FlatHashing(Executor helpers, String... algorithms) {
    this.functions = Arrays.stream(algorithms).map(Digest::function).toList();
    this.beside = new Beside(helpers);
  }

  /** Takes the next bytes, which must stay as they are until the next call. */
  void update(ByteBuffer bytes) throws IOException {
    beside.await();
    for (MessageDigest function : functions) {
      ByteBuffer view = bytes.duplicate();
      beside.start(() -> {
        function.update(view);
        return true;
      });
    }
  }

  List<Digest> finish() throws IOException {
    beside.await();
    return functions.stream()
        .map(function -> Digest.of(function.getAlgorithm(), function.digest()))
        .toList();
  }
}
