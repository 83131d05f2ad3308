// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.io.Job;
import org.diskmill.io.Sink;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.Plan;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.Topology;

/**
 * Images and their copies: the whole of Diskmill behind a few methods.
 *
 * <p>Made by {@link ImageServices}. Every method that changes something can be interrupted at any
 * moment, also by the end of the process; calling it again with the same arguments goes on where it
 * stopped. What the rules forbid is a {@link org.diskmill.replication.RuleException}, whose code says
 * which rule. A store that cannot be reached fails what touches it, by its id, until it is back; nothing
 * else, and no copy in it is taken for lost. A cancelled job ends in a {@link org.diskmill.io.CancelledException} and leaves a state
 * that can be resumed. Safe for use by many threads; at most one operation at a time works on an
 * image, and a second one is refused with {@code OPERATION_IN_PROGRESS}.
 */
public interface ImageService extends AutoCloseable {
  /** The stores, and who feeds whom. */
  Topology topology();

  /**
   * Takes an image in and copies it to the stores that the request names.
   *
   * <p>An import is the same as an earlier one if its name, the content of its source, and its
   * options are the same. Then an unfinished one is resumed, and of a finished one only stores that
   * are still missing get their copies. When this returns, the image is active; stores that failed
   * are in the result.
   *
   * @throws org.diskmill.replication.TransferException when the image did not become active: {@code
   *     ALL_TARGETS_FAILED}, {@code PARTIAL_FAILURE_ROLLED_BACK}, {@code ROLLBACK_INCOMPLETE}
   */
  ImportResult importImage(ImportRequest request, Job job) throws IOException;

  /** Copies an active image to further stores. */
  ImportResult copy(UUID image, Targets targets, Job job) throws IOException;

  /** What {@link #copy} would do. Its {@link Plan#toString} is for people. Changes nothing. */
  Plan plan(UUID image, Targets targets) throws IOException;

  /** All images that are not deleted, oldest first. */
  List<ImageRecord> list() throws IOException;

  /** One image. */
  ImageRecord show(UUID image) throws IOException;

  /**
   * Writes an image's bytes out; each leaf is checked before any of it is written.
   *
   * @param store which copy to read; the centre's when empty
   * @param out takes the bytes, and stays open; what it got is worthless if this throws
   */
  void save(UUID image, Optional<String> store, Sink out, Job job) throws IOException;

  /** Reads every copy wholly and compares it with what was taken in. One entry a location. */
  List<CopyCheck> verify(UUID image, Job job) throws IOException;

  /**
   * Deletes an image everywhere: at the edges, then at the centre. Its ledger need not be readable; if
   * it is not, the result names stores where an upload may be left, since they cannot list them.
   *
   * @return how it went at each site: SKIPPED where there is nothing any more, or FAILED; with a
   *     failure the image is kept as {@code pending_delete}, and deleting again goes on
   */
  SortedMap<String, SiteResult> delete(UUID image) throws IOException;

  /** Deletes one store's copy, which must be neither the last one nor the centre's. */
  ImageRecord deleteFromStore(UUID image, String store) throws IOException;

  /**
   * Takes what is at a store's place now for that store, from now on. A store is known again by its
   * {@linkplain org.diskmill.store.Store#identity identity}, which is remembered from the first image
   * on that goes there or is read there. Another one, or an empty directory as there is below a
   * missing mount, is refused like one that cannot be reached, until this says that it is meant.
   *
   * <p>Records stay as they are: a copy that is not in the new store is missing there, as {@link
   * #verify} says, and {@link #copy} brings it.
   *
   * @throws org.diskmill.store.StoreException when it cannot be reached, and nothing has changed;
   *     CONFLICT when it is another id's store
   */
  void acceptStore(String store) throws IOException;

  /** How each store stands with an image, as far as records tell: nothing is read back. */
  Outcome standing(UUID image) throws IOException;

  /**
   * Gives up stores, database and key. What still runs is cancelled, as by its job, and waited for; it
   * can be resumed after the next opening. An interrupt ends the waiting only. Whoever asks for an
   * image afterwards gets an {@link IllegalStateException}.
   *
   * @throws IllegalStateException when called by a listener or by other code that an operation runs:
   *     it would wait for itself
   */
  @Override
  void close() throws IOException;
}
