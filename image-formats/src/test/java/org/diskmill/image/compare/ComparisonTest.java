// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Failing;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static OptionalLong difference(byte[] a, byte[] qcow2) throws IOException {
    try (DiskImage first =
            Images.open(Sources.bytes("a", ByteBuffer.wrap(a)), OpenOptions.as("raw"));
        DiskImage second =
            Images.open(Sources.bytes("b", ByteBuffer.wrap(qcow2)), OpenOptions.as("qcow2"))) {
      return Comparison.of(first, second).workers(3).firstDifference(Job.unattended());
    }
  }

  @Test
  void equalDisksInDifferentFormatsAreEqual() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      byte[] other = Written.file(disk, WriteOptions.of("qcow2").compressed(true), 2);
      assertEquals(OptionalLong.empty(), difference(disk, other));
    });
  }

  @Test
  void theFirstOfSeveralDifferencesIsReported() {
    Seeds.each(10, random -> {
      byte[] disk = Disks.random(random);
      byte[] other = Written.file(disk, WriteOptions.of("qcow2"), 2);
      int first = disk.length;
      for (int i = 0; i < 3; i++) {
        int at = random.nextInt(disk.length);
        disk[at] ^= 1;
        first = Math.min(first, at);
      }
      if (first < disk.length) {
        byte[] changed = disk;
        assertEquals(differs(changed, other), difference(changed, other));
      }
    });
  }

  /** Two changes at the same place undo each other, so the expectation is read, not remembered. */
  private static OptionalLong differs(byte[] disk, byte[] qcow2) throws IOException {
    try (DiskImage image =
        Images.open(Sources.bytes("b", ByteBuffer.wrap(qcow2)), OpenOptions.as("qcow2"))) {
      ByteBuffer all = ByteBuffer.allocate(disk.length);
      image.read(0, all);
      int at = Arrays.mismatch(disk, all.array());
      return at < 0 ? OptionalLong.empty() : OptionalLong.of(at);
    }
  }

  @Test
  void theShorterDiskIsFollowedByZeros() throws IOException {
    byte[] disk = new byte[3 << 20];
    disk[5] = 1;
    byte[] longer = Written.file(Arrays.copyOf(disk, 5 << 20), WriteOptions.of("qcow2"), 2);
    assertEquals(OptionalLong.empty(), difference(disk, longer));
    byte[] notZero = Arrays.copyOf(disk, 5 << 20);
    notZero[4 << 20] = 9;
    byte[] different = Written.file(notZero, WriteOptions.of("qcow2"), 2);
    assertEquals(OptionalLong.of(4 << 20), difference(disk, different));
  }

  @Test
  void whatASourceThrowsIsThrownAsItIs() throws IOException {
    LinkageError thrown = new LinkageError();
    DiskImage image = Images.open(Failing.reading(1 << 20, thrown), OpenOptions.as("raw"));
    Comparison comparison = Comparison.of(image, image);
    Job job = Job.unattended();
    assertSame(thrown, assertThrows(Throwable.class, () -> comparison.firstDifference(job)));
  }

  /** The first stretch cannot be read, while somebody is still reading the second one. */
  private static final class HalfSlow implements Source {
    private final CountDownLatch slowBegan = new CountDownLatch(1);
    private final CountDownLatch compared = new CountDownLatch(1);
    private final CountDownLatch slowEnded = new CountDownLatch(1);
    private final AtomicBoolean readOn = new AtomicBoolean();

    @Override
    public long size() {
      return 2 << 20;
    }

    @Override
    public int read(long offset, ByteBuffer dst) throws IOException {
      try {
        if (offset < 1 << 20) {
          slowBegan.await();
          throw new IOException("unreadable");
        }
        slowBegan.countDown();
        readOn.set(compared.await(200, TimeUnit.MILLISECONDS));
        slowEnded.countDown();
        throw new IOException("unreadable too");
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void nobodyReadsAnyMoreWhenAComparisonHasFailed() throws Exception {
    HalfSlow source = new HalfSlow();
    try (DiskImage image = Images.open(source, OpenOptions.as("raw"))) {
      Comparison comparison = Comparison.of(image, image).workers(2);
      assertThrows(IOException.class, () -> comparison.firstDifference(Job.unattended()));
    }
    source.compared.countDown();
    source.slowEnded.await();
    assertFalse(source.readOn.get());
  }
}
