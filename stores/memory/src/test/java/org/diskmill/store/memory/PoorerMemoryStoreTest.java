// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.diskmill.io.Digest;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartDigests;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;
import org.diskmill.store.tck.StoreContract;
import org.junit.jupiter.api.Test;

/** A store that claims nothing still keeps the rest of the contract, and does not do more. */
class PoorerMemoryStoreTest extends StoreContract {
  private static final ObjectKey KEY = new ObjectKey("k");
  private static final ByteBuffer BYTES = ByteBuffer.wrap(new byte[] {1, 2, 3});
  private static final Digest DIGEST = PartDigests.of(BYTES);

  private final MemoryStore store =
      new MemoryStore(new StoreTraits(Set.of(), 1 << 20, 500, 5000, 50));

  @Override
  protected Store fresh() {
    return store;
  }

  @Override
  protected Store again() {
    return store;
  }

  @Test
  void partsOutOfOrderAreRefused() throws IOException {
    try (Upload upload = store.begin(KEY)) {
      assertThatThrownBy(() -> upload.put(1, 3, BYTES, DIGEST))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("part 1 came before part 0");
    }
  }

  @Test
  void closingEndsAnUploadThatCannotBeResumed() throws IOException {
    UploadToken token;
    try (Upload upload = store.begin(KEY)) {
      token = upload.token();
      upload.put(0, 0, BYTES, DIGEST);
    }
    assertThatThrownBy(() -> store.resume(token)).isInstanceOf(StoreException.class);
    assertThat(store.pending()).isEmpty();
  }

  @Test
  void whatIsStagedCannotBeRead() throws IOException {
    try (Upload upload = store.begin(KEY)) {
      Staged staged = upload.stage(List.of(upload.put(0, 0, BYTES, DIGEST)));
      assertThatThrownBy(staged::open).isInstanceOf(StoreException.class);
    }
  }
}
