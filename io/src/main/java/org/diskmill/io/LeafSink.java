// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Cuts bytes into leaves, hashes each, and hands each on when it is whole; a reservation holds its
 * leaf back.
 *
 * <p>The plain digests asked for are made only if nothing is reserved, since a running hash cannot
 * pass a gap. Closing without {@link #finish} abandons the bytes. Used by one thread at a time.
 */
public final class LeafSink implements ReservingSink {
  private final int leafBytes;
  private final LeafReceiver receiver;
  private final FlatHashing flat;
  private byte[] hashes = new byte[DigestTree.HASH_BYTES * 16];
  private OpenLeaf current;
  private long position;
  private int gaps;
  private boolean gapped;
  private boolean closed;

  /**
   * A sink that hands leaves to {@code receiver}.
   *
   * @param leafBytes the size of every leaf but the last, in bytes
   * @param flatAlgorithms the plain digests wanted beside the tree, by the JDK's names
   */
  public LeafSink(int leafBytes, LeafReceiver receiver, String... flatAlgorithms) {
    this(leafBytes, receiver, Runnable::run, flatAlgorithms);
  }

  /**
   * The same, with the plain digests made beside the caller, one leaf behind it.
   *
   * @param helpers may be busy: what it has not begun when the next leaf is whole is done then
   */
  public LeafSink(
      int leafBytes, LeafReceiver receiver, Executor helpers, String... flatAlgorithms) {
    DigestTree.count(0, leafBytes);
    this.leafBytes = leafBytes;
    this.receiver = Objects.requireNonNull(receiver, "receiver");
    this.flat = new FlatHashing(Objects.requireNonNull(helpers, "helpers"), flatAlgorithms);
    this.current = new OpenLeaf(0, leafBytes);
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    open();
    while (src.hasRemaining()) {
      position += current.put(src);
      turnIfFull();
    }
  }

  @Override
  public Reservation reserve(int length) throws IOException {
    open();
    Ranges.requirePositive(length);
    gapped = true;
    gaps++;
    LeafGap gap = new LeafGap(this, length);
    int left = length;
    while (left > 0) {
      int taken = current.leave(left);
      gap.add(current, current.filled() - taken, taken);
      position += taken;
      left -= taken;
      turnIfFull();
    }
    return gap;
  }

  @Override
  public long position() {
    return position;
  }

  /**
   * Hands on the last leaf.
   *
   * @throws IllegalStateException when a reservation was not filled
   */
  public Hashed finish() throws IOException {
    open();
    if (gaps > 0) {
      throw new IllegalStateException(gaps + " reservations were never filled");
    }
    if (current.filled() > 0) {
      handOn(current);
    }
    closed = true;
    int count = Math.toIntExact(DigestTree.count(position, leafBytes));
    DigestTree tree =
        DigestTree.of(position, leafBytes, Arrays.copyOf(hashes, count * DigestTree.HASH_BYTES));
    return new Hashed(tree, gapped ? List.of() : flat.finish());
  }

  @Override
  public void close() {
    closed = true;
  }

  void filled() {
    gaps--;
  }

  void handOnIfWhole(OpenLeaf leaf) throws IOException {
    if (leaf != current && leaf.whole()) {
      handOn(leaf);
    }
  }

  private void turnIfFull() throws IOException {
    if (current.full()) {
      OpenLeaf done = current;
      current = new OpenLeaf(done.index() + 1, leafBytes);
      handOnIfWhole(done);
    }
  }

  private void handOn(OpenLeaf open) throws IOException {
    Leaf leaf = open.seal();
    int at = Math.multiplyExact(leaf.index(), DigestTree.HASH_BYTES);
    if (at + DigestTree.HASH_BYTES > hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(hashes.length * 2, at + DigestTree.HASH_BYTES));
    }
    System.arraycopy(leaf.digest().bytes(), 0, hashes, at, DigestTree.HASH_BYTES);
    if (!gapped) {
      // Without gaps, leaves are whole in order.
      flat.update(leaf.bytes());
    }
    receiver.take(leaf);
  }

  private void open() throws IOException {
    if (closed) {
      throw new IOException("leaf sink: already finished or closed");
    }
  }
}
