// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.io.Source;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Ranges, ends, versions. */
class ReadingTests extends StoreTests {
  ReadingTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void anyRangeCanBeRead() throws Exception {
    byte[] content = content(1, 4);
    try (Source source = store.open(publish(KEY, content))) {
      Seeds.each(50, random -> {
        int from = random.nextInt(content.length);
        int to = from + random.nextInt(content.length - from + 1);
        ByteBuffer read = ByteBuffer.allocate(to - from);
        source.readFully(from, read);
        assertThat(read.array()).isEqualTo(Arrays.copyOfRange(content, from, to));
      });
    }
  }

  @Test
  void theEndIsSaid() throws Exception {
    byte[] content = content(2, 1);
    try (Source source = store.open(publish(KEY, content))) {
      assertThat(source.size()).isEqualTo(content.length);
      assertThat(source.read(content.length, ByteBuffer.allocate(10))).isEqualTo(-1);
      assertThat(source.read(content.length + 5L, ByteBuffer.allocate(10))).isEqualTo(-1);
      assertThat(source.read(content.length - 1L, ByteBuffer.allocate(10))).isEqualTo(1);
    }
  }

  @Test
  void aVersionThatWasReplacedIsGone() throws Exception {
    ObjectStat old = publish(KEY, content(3, 2));
    publish(KEY, content(4, 2));
    assertFails(Reason.GONE, () -> store.open(old));
  }

  @Test
  void aVersionThatWasDeletedIsGone() throws Exception {
    ObjectStat old = publish(KEY, content(5, 1));
    store.delete(KEY, WHATEVER);
    assertFails(Reason.GONE, () -> store.open(old));
  }

  @Test
  void anOpenVersionIsNeverMixedWithAnother() throws Exception {
    byte[] content = content(6, 3);
    try (Source source = store.open(publish(KEY, content))) {
      ByteBuffer read = ByteBuffer.allocate(content.length);
      source.readFully(0, read.limit(10));
      publish(KEY, content(7, 3));
      try {
        source.readFully(10, read.limit(content.length));
        assertThat(read.array()).isEqualTo(content);
      } catch (StoreException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.GONE);
      }
    }
  }

  @Test
  void aClosedSourceGivesNothing() throws Exception {
    Source source = store.open(publish(KEY, content(8, 1)));
    source.close();
    source.close();
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void manyThreadsCanReadOneSource() throws Exception {
    byte[] content = content(9, 4);
    try (Source source = store.open(publish(KEY, content))) {
      Threads.each(8, number -> {
        for (int round = 0; round < 20; round++) {
          int from = (number * 31 + round * 17) % content.length;
          ByteBuffer read = ByteBuffer.allocate(content.length - from);
          source.readFully(from, read);
          assertThat(read.array()).isEqualTo(Arrays.copyOfRange(content, from, content.length));
        }
      });
    }
  }
}
