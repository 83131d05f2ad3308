// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Leaf;
import org.diskmill.io.LeafReceiver;
import org.diskmill.io.LeafSink;
import org.diskmill.io.ReservingSink.Reservation;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.store.Capability;
import org.diskmill.store.LeafUpload;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Precondition;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadToken;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class LeafUploadTest {
  private static final ObjectKey KEY = new ObjectKey("k");
  private static final int LEAF = 100;

  /** So few parts that they must hold 2, 4, 8, … leaves of 100 bytes. */
  private static final StoreTraits FEW =
      new StoreTraits(EnumSet.complementOf(EnumSet.of(Capability.SPARSE)), 20_000, 150, 5000, 20);

  private final MemoryStore many = new MemoryStore();
  private final MemoryStore few = new MemoryStore(FEW);

  @Test
  void leavesInAnyOrderMakeTheObject() {
    Seeds.each(60, random -> {
      byte[] content = Patterns.bytes(random.nextLong(), random.nextInt(20_000));
      MemoryStore store = random.nextBoolean() ? many : few;
      List<Leaf> leaves = leaves(content, LEAF);
      Collections.shuffle(leaves, new Random(random.nextLong()));
      try (Upload upload = store.begin(KEY)) {
        LeafUpload sending = new LeafUpload(upload, store.traits(), LEAF);
        for (Leaf leaf : leaves) {
          sending.take(leaf);
        }
        upload.stage(sending.finish()).publish(new Precondition.Whatever());
        assertThat(sending.sentBytes()).isEqualTo(content.length);
      }
      assertThat(read(store)).isEqualTo(content);
    });
  }

  @Test
  void aGapAtTheFrontDelaysOnePartAlone() throws IOException {
    byte[] content = Patterns.bytes(1, 12_345);
    try (Upload upload = few.begin(KEY)) {
      LeafUpload sending = new LeafUpload(upload, FEW, LEAF);
      LeafSink sink = new LeafSink(LEAF, sending);
      Reservation gap = sink.reserve(10);
      sink.write(ByteBuffer.wrap(content, 10, content.length - 10));
      assertThat(upload.received()).isNotEmpty().noneMatch(part -> part.index() == 0);
      long before = sending.sentBytes();
      gap.fill(ByteBuffer.wrap(content, 0, 10));
      assertThat(sending.sentBytes() - before).isEqualTo(2 * LEAF);
      assertThat(sink.finish().tree().size()).isEqualTo(content.length);
      upload.stage(sending.finish()).publish(new Precondition.Absent());
    }
    assertThat(read(few)).isEqualTo(content);
  }

  @Test
  void whatTheStoreHasIsNotSentAgain() throws IOException {
    byte[] content = Patterns.bytes(2, 9_000);
    UploadToken token;
    long sent;
    try (Upload upload = few.begin(KEY)) {
      token = upload.token();
      LeafUpload sending = new LeafUpload(upload, FEW, LEAF);
      for (Leaf leaf : leaves(content, LEAF).subList(0, 40)) {
        sending.take(leaf);
      }
      sent = sending.sentBytes();
      assertThat(sent).isPositive();
    }
    try (Upload upload = few.resume(token)) {
      LeafUpload sending = new LeafUpload(upload, FEW, LEAF);
      feed(content, LEAF, sending);
      List<PartReceipt> parts = sending.finish();
      assertThat(sending.skippedBytes()).isEqualTo(sent);
      assertThat(sending.sentBytes()).isEqualTo(content.length - sent);
      upload.stage(parts).publish(new Precondition.Absent());
    }
    assertThat(read(few)).isEqualTo(content);
  }

  @Test
  void whatDiffersIsSentAgain() throws IOException {
    byte[] content = Patterns.bytes(3, 1000);
    try (Upload upload = many.begin(KEY)) {
      feed(content, LEAF, new LeafUpload(upload, many.traits(), LEAF));
      content[550] ^= 1;
      LeafUpload sending = new LeafUpload(upload, many.traits(), LEAF);
      feed(content, LEAF, sending);
      assertThat(sending.sentBytes()).isEqualTo(LEAF);
      upload.stage(sending.finish()).publish(new Precondition.Absent());
    }
    assertThat(read(many)).isEqualTo(content);
  }

  @Test
  void severalLeavesOfTheUsualSizeNeedNoHashingForTheirPart() throws IOException {
    StoreTraits pairs = new StoreTraits(
        Set.of(Capability.UNORDERED_PARTS, Capability.CHECKED_PARTS),
        1 << 30,
        DigestTree.LEAF_BYTES + 1,
        64 << 20,
        1000);
    MemoryStore store = new MemoryStore(pairs);
    byte[] content = Patterns.bytes(4, 3 * DigestTree.LEAF_BYTES + 77);
    try (Upload upload = store.begin(KEY)) {
      LeafUpload sending = new LeafUpload(upload, pairs, DigestTree.LEAF_BYTES);
      // The store checks: a root made of the leaves' hashes is the digest of the part's bytes.
      feed(content, DigestTree.LEAF_BYTES, sending);
      assertThat(sending.finish()).hasSize(2);
    }
  }

  @Test
  void aStoreThatNeedsOrderRefusesLeavesOutOfIt() throws IOException {
    StoreTraits ordered = new StoreTraits(Set.of(), 1000, 1, 1000, 100);
    MemoryStore store = new MemoryStore(ordered);
    List<Leaf> leaves = leaves(Patterns.bytes(5, 300), LEAF);
    try (Upload upload = store.begin(KEY)) {
      LeafUpload sending = new LeafUpload(upload, ordered, LEAF);
      assertThatThrownBy(() -> sending.take(leaves.get(1)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("spool");
    }
  }

  @Test
  void aLeafThatIsMissingIsNoticed() throws IOException {
    List<Leaf> leaves = leaves(Patterns.bytes(6, 1000), LEAF);
    leaves.remove(3);
    for (MemoryStore store : List.of(many, few)) {
      try (Upload upload = store.begin(KEY)) {
        LeafUpload sending = new LeafUpload(upload, store.traits(), LEAF);
        for (Leaf leaf : leaves) {
          sending.take(leaf);
        }
        assertThatThrownBy(sending::finish).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void aLeafThatComesTwiceIsAMistake() throws IOException {
    Leaf leaf = leaves(Patterns.bytes(7, 1000), LEAF).get(0);
    for (MemoryStore store : List.of(many, few)) {
      try (Upload upload = store.begin(KEY)) {
        LeafUpload sending = new LeafUpload(upload, store.traits(), LEAF);
        sending.take(leaf);
        assertThatThrownBy(() -> sending.take(leaf)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static List<Leaf> leaves(byte[] content, int leafBytes) throws IOException {
    List<Leaf> leaves = new ArrayList<>();
    feed(content, leafBytes, leaves::add);
    return leaves;
  }

  private static void feed(byte[] content, int leafBytes, LeafReceiver receiver)
      throws IOException {
    LeafSink sink = new LeafSink(leafBytes, receiver);
    Sources.copy(
        Sources.bytes("content", ByteBuffer.wrap(content)), sink, "feed", Job.unattended());
    assertThat(sink.finish().tree().size()).isEqualTo(content.length);
  }

  private static byte[] read(MemoryStore store) throws IOException {
    ObjectStat stat = store.stat(KEY).orElseThrow();
    try (Source source = store.open(stat)) {
      ByteBuffer all = ByteBuffer.allocate((int) source.size());
      source.readFully(0, all);
      return all.array();
    }
  }
}
