// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;

/**
 * One thing that was done, or is about to be. Sites and artifacts appear by name, so that a ledger
 * can be read long after the configuration has changed.
 */
public sealed interface LedgerEntry {
  /**
   * An import was asked for.
   *
   * @param options all that the request says besides the source
   * @param source what identifies the source quickly: size, time, file key
   * @param form the artifact's, empty while it is not known
   */
  record Asked(String options, String source, String form) implements LedgerEntry {}

  /**
   * The source's bytes were all read.
   *
   * @param content the root of the digest tree over them
   */
  record SourceRead(long size, Digest content) implements LedgerEntry {}

  /**
   * A plan was begun. Lines up to the next {@link Ended} belong to it.
   *
   * @param operation such as {@code import}
   * @param plan as text, for people
   */
  record Began(String operation, String plan) implements LedgerEntry {}

  /**
   * The artifact was made wholly.
   *
   * @param tree over its bytes
   */
  record Produced(String artifact, DigestTree tree) implements LedgerEntry {}

  /**
   * An upload is open.
   *
   * @param token what finds it again
   */
  record Uploading(String site, String artifact, String token) implements LedgerEntry {}

  /**
   * The bytes are in the store, whole and unseen.
   *
   * @param sent how many leaves were sent by this run
   * @param held how many the store held before
   */
  record Staged(String site, String artifact, int sent, int held) implements LedgerEntry {}

  /**
   * The bytes were read back and are the right ones.
   *
   * @param root of the digest tree
   */
  record Proven(String site, String artifact, Digest root) implements LedgerEntry {}

  /**
   * A statement was made about the artifact.
   *
   * @param statement as the attestor wrote it
   * @param flat the plain digest over all bytes in order
   */
  record Attested(String artifact, String statement, Digest flat) implements LedgerEntry {}

  /**
   * The store shows the bytes.
   *
   * @param version the store's
   * @param adopted whether they were found there, rather than shown by this run
   */
  record Published(String site, String artifact, long size, String version, boolean adopted)
      implements LedgerEntry {}

  /**
   * Something went wrong at a site, and the plan left it out.
   *
   * @param code for programs
   * @param message for people
   */
  record Failed(String site, String code, String message) implements LedgerEntry {}

  /**
   * What the open plan did is being taken back, all of it.
   *
   * @param reason for people
   */
  record RollingBack(String reason) implements LedgerEntry {}

  /** The store has no copy any more, nor an upload of one. */
  record Withdrawn(String site) implements LedgerEntry {}

  /**
   * The plan is over.
   *
   * @param result such as {@code complete}
   */
  record Ended(String result) implements LedgerEntry {}
}
