// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.diskmill.io.Digest;
import org.diskmill.io.Zeros;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.ReceivedParts;
import org.diskmill.store.StoreTraits;

/**
 * The bytes of an upload in their file, and which of them have reached storage.
 *
 * <p>A part's receipt is in the journal only after its bytes were forced. Forcing each part would
 * cost a wait for the disk each time, so parts wait together until some megabytes have come; then
 * one thread forces, while the others go on writing. Before a part is written over, its receipt is
 * taken out of the journal. Safe for use by many threads.
 */
final class Arrivals implements AutoCloseable {
  private final UploadFolder folder;
  private final RandomAccessFile file;
  private final FileChannel data;
  private final Journal journal;
  private final ReceivedParts book;
  private final DiskCalls calls;
  private final long forceEveryBytes;

  /** Held while the journal is written: what is in it and what waits change only together. */
  private final ReentrantLock journalling = new ReentrantLock();

  private final Map<Integer, PartReceipt> durable = new TreeMap<>();
  private final Map<Integer, PartReceipt> waiting = new TreeMap<>();
  private long waitingBytes;

  private Arrivals(
      UploadFolder folder,
      RandomAccessFile file,
      Journal journal,
      ReceivedParts book,
      long forceEveryBytes,
      DiskCalls calls) {
    this.folder = folder;
    this.file = file;
    this.data = file.getChannel();
    this.journal = journal;
    this.book = book;
    this.forceEveryBytes = forceEveryBytes;
    this.calls = calls;
  }

  static Arrivals open(
      UploadFolder folder, StoreTraits traits, long forceEveryBytes, DiskCalls calls)
      throws IOException {
    JournalText text = JournalText.read(folder.journal());
    Journal journal = Journal.open(folder.journal(), text, calls);
    try {
      // Opening "rw" would make a file that is not there, and an upload that ended seem alive.
      FileChannel.open(folder.data()).close();
      RandomAccessFile file = new RandomAccessFile(folder.data().toFile(), "rw");
      ReceivedParts book = new ReceivedParts(folder.path().toString(), traits);
      Arrivals arrivals = new Arrivals(folder, file, journal, book, forceEveryBytes, calls);
      for (PartReceipt part : text.parts()) {
        book.settle(part);
        arrivals.durable.put(part.index(), part);
      }
      return arrivals;
    } catch (IOException | RuntimeException failed) {
      journal.close();
      throw failed;
    }
  }

  /** Takes a part; whether the digest is its own is the concern of the caller. */
  PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException {
    Optional<PartReceipt> same = book.claim(index, at, bytes.remaining(), digest);
    if (same.isPresent()) {
      return same.get();
    }
    try {
      drop(List.of(index));
      write(at, bytes);
      PartReceipt receipt = new PartReceipt(index, at, bytes.remaining(), digest, "");
      book.settle(receipt);
      await(receipt);
      return receipt;
    } finally {
      book.release(index);
    }
  }

  /** Zeros are left out where nothing is stored. */
  private void write(long at, ByteBuffer bytes) throws IOException {
    if (!Zeros.only(bytes) || !readsAsZeros(at, bytes.remaining())) {
      calls.write(data, bytes, at);
    }
  }

  private boolean readsAsZeros(long at, int length) throws IOException {
    if (at >= data.size()) {
      return true;
    }
    ByteBuffer some = ByteBuffer.allocate(Math.min(length, 1 << 20));
    for (long place = at; place < at + length; place += some.limit()) {
      some.clear().limit((int) Math.min(some.capacity(), at + length - place));
      int count = data.read(some, place);
      if (count < 0) {
        return true;
      }
      some.flip();
      if (!Zeros.only(some)) {
        return false;
      }
    }
    return true;
  }

  private void await(PartReceipt receipt) throws IOException {
    boolean enough;
    synchronized (waiting) {
      waiting.put(receipt.index(), receipt);
      waitingBytes += receipt.size();
      enough = waitingBytes >= forceEveryBytes;
    }
    // If another thread is at it, the next part will see to the rest.
    if (enough && journalling.tryLock()) {
      try {
        force(false);
      } finally {
        journalling.unlock();
      }
    }
  }

  /** Forces what waits, and says what would survive a crash. */
  List<PartReceipt> received() throws IOException {
    journalling.lock();
    try {
      force(false);
      return List.copyOf(durable.values());
    } finally {
      journalling.unlock();
    }
  }

  /** With the lock held: bytes first, then their receipts. */
  private void force(boolean always) throws IOException {
    List<PartReceipt> parts;
    synchronized (waiting) {
      parts = new ArrayList<>(waiting.values());
      waiting.clear();
      waitingBytes = 0;
    }
    if (parts.isEmpty() && !always) {
      return;
    }
    try {
      calls.force(data, always);
      if (!parts.isEmpty()) {
        journal.received(parts);
      }
      parts.forEach(part -> durable.put(part.index(), part));
    } catch (IOException | RuntimeException failed) {
      forgetAll(parts);
      throw failed;
    }
  }

  /** After a failed force, a later one may succeed without the bytes: they must come again. */
  private void forgetAll(List<PartReceipt> parts) {
    parts.forEach(part -> book.forget(part.index()));
  }

  private void drop(List<Integer> parts) throws IOException {
    journalling.lock();
    try {
      synchronized (waiting) {
        waiting.keySet().removeAll(parts);
      }
      List<Integer> written = parts.stream().filter(durable::containsKey).toList();
      if (!written.isEmpty()) {
        journal.dropped(written);
        durable.keySet().removeAll(written);
      }
    } finally {
      journalling.unlock();
    }
  }

  /**
   * Makes the file what the object will be, and forces it.
   *
   * @return its version
   */
  String complete(List<PartReceipt> parts) throws IOException {
    long size = book.requireObject(parts);
    dropAllBut(parts);
    calls.setLength(file, size);
    calls.stamp(folder.data());
    journalling.lock();
    try {
      force(true);
    } finally {
      journalling.unlock();
    }
    return Versions.of(folder.data()).orElseThrow();
  }

  private void dropAllBut(List<PartReceipt> parts) throws IOException {
    List<Integer> rest =
        new ArrayList<>(book.all().stream().map(PartReceipt::index).toList());
    rest.removeAll(parts.stream().map(PartReceipt::index).toList());
    if (!rest.isEmpty()) {
      rest.forEach(book::forget);
      drop(rest);
    }
  }

  /** Keeps what arrived. */
  @Override
  public void close() throws IOException {
    try (file;
        journal) {
      received();
    }
  }

  /** Lets go without keeping. */
  void discard() throws IOException {
    try (file;
        journal) {
      synchronized (waiting) {
        waiting.clear();
      }
    }
  }
}
