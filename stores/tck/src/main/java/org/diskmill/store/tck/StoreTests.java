// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the topics of the contract share: a store, and short ways to fill it. */
abstract class StoreTests {
  static final Precondition ABSENT = new Precondition.Absent();
  static final Precondition WHATEVER = new Precondition.Whatever();
  static final ObjectKey KEY = new ObjectKey("images/first.raw");

  final StoreContract contract;
  private final Set<Capability> needed;
  Store store;
  StoreTraits traits;

  /** Tests of stores that have all of {@code needed}. */
  @SuppressWarnings("NullAway.Init")
  StoreTests(StoreContract contract, Capability... needed) {
    this.contract = contract;
    this.needed = Set.of(needed);
  }

  @BeforeEach
  void open() throws Exception {
    store = contract.fresh();
    traits = store.traits();
    assumeTrue(traits.capabilities().containsAll(needed), () -> "does not claim " + needed);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  /** A size of parts that the store takes, small where it may be. */
  final int partBytes() {
    return Math.min(traits.maxPartBytes(), Math.max(traits.minPartBytes(), 1000));
  }

  /** An object of some parts, the last one short. */
  final byte[] content(long seed, int parts) {
    return Patterns.bytes(seed, (parts - 1) * partBytes() + 1 + partBytes() / 2);
  }

  final Parts parts(byte[] content) {
    return new Parts(content, partBytes());
  }

  /** Puts everything and stages it; the upload is closed by then. */
  final Staged stage(ObjectKey key, byte[] content) throws IOException {
    try (Upload upload = store.begin(key)) {
      return upload.stage(parts(content).putAll(upload));
    }
  }

  final ObjectStat publish(ObjectKey key, byte[] content) throws IOException {
    return stage(key, content).publish(WHATEVER);
  }

  /** Fails unless the store shows exactly these bytes. */
  final void assertShows(Store there, ObjectKey key, byte[] content) throws IOException {
    ObjectStat stat = there.stat(key).orElseThrow(() -> new AssertionError(key + ": not there"));
    assertThat(stat.size()).isEqualTo(content.length);
    assertThat(Bytes.of(there.open(stat))).isEqualTo(content);
  }

  final void assertFails(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }
}
