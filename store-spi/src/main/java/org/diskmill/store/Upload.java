// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.Digest;

/**
 * An object on its way in. Closing keeps what arrived, so that it can be resumed; {@link #abort}
 * throws it away.
 *
 * <p>{@link #token}, {@link #put} and {@link #received} are safe for use by many threads where the
 * store has {@link Capability#UNORDERED_PARTS}. The rest is used by one thread at a time.
 */
public interface Upload extends AutoCloseable {
  /** What {@link Store#resume} finds this upload with. */
  UploadToken token();

  /**
   * Takes one part. Can be repeated: the last of equal index counts, and equal bytes need not be
   * sent again.
   *
   * @param index of the part, from 0; parts need no order if the store has {@link
   *     Capability#UNORDERED_PARTS}, otherwise they come one by one
   * @param at where the part begins in the object, in bytes
   * @param bytes at least one; the buffer's position does not move
   * @param digest as {@link PartDigests} makes it
   * @return the store's word; only {@link #received} says what would survive a crash
   * @throws StoreException CORRUPTED when the bytes differ from the digest, by a store that has
   *     {@link Capability#CHECKED_PARTS}
   */
  PartReceipt put(int index, long at, ByteBuffer bytes, Digest digest) throws IOException;

  /** The parts that would survive a crash now, by index. */
  List<PartReceipt> received() throws IOException;

  /**
   * Makes an object of the parts, still unseen. Can be repeated, also after a crash.
   *
   * <p>Taking further parts afterwards is an error. The staged object does not need this upload to
   * stay open.
   *
   * @param parts all parts of the object by index, end to end from 0; none make an empty object
   * @throws StoreException CORRUPTED when the store does not have a part as its receipt says
   */
  Staged stage(List<PartReceipt> parts) throws IOException;

  /** Throws away whatever arrived. Aborting twice is fine; so is aborting what was published. */
  void abort() throws IOException;

  @Override
  void close() throws IOException;
}
