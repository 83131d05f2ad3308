// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.replication.PlanException;

/**
 * Fetches what lies at an address into a scratch directory. A download that was broken off is gone on
 * with, where the server says by a strong ETag that it still has the same bytes [RFC 9110 section 13.1.5].
 *
 * <p>Safe for use by many threads, but by one at a time for any one address.
 */
public final class Fetching {
  private static final String PREFIX = "fetch-";

  private final Path scratch;
  private final Following following;

  /**
   * A fetcher.
   *
   * @param scratch where downloads are kept; made when it is needed
   */
  public Fetching(UriPolicy policy, Path scratch) {
    this(policy, scratch, System::nanoTime);
  }

  /** As above, with the clock that measures how long a server says nothing, in nanoseconds. */
  Fetching(UriPolicy policy, Path scratch, LongSupplier nanos) {
    this.scratch = scratch;
    this.following = new Following(policy, new Web(nanos));
  }

  /**
   * Deletes what a process that was killed left of downloads that cannot be gone on with. Before
   * anything is fetched.
   */
  public void sweep() throws IOException {
    if (Files.notExists(scratch)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch, PREFIX + "*")) {
      for (Path file : files) {
        Partial.of(file).sweep();
      }
    }
  }

  /**
   * All bytes of {@code uri}, in a file that the result deletes when it is told that they are no longer
   * needed.
   *
   * @throws PlanException URI_DENIED when the policy, or a redirect, forbids it
   */
  public Fetched fetch(URI uri, Job job) throws IOException {
    Files.createDirectories(scratch);
    String digits = Digest.of(
            Digest.SHA_256,
            Digest.function(Digest.SHA_256).digest(uri.toString().getBytes(StandardCharsets.UTF_8)))
        .hex();
    Partial partial = new Partial(scratch.resolve(PREFIX + digits));
    try {
      complete(uri, partial, job);
    } catch (IOException | RuntimeException failed) {
      partial.keepOnlyWhatIsOfUse(failed);
      throw failed;
    }
    return new Fetched(partial);
  }

  private void complete(URI uri, Partial partial, Job job) throws IOException {
    Optional<Partial.Kept> kept = partial.kept();
    if (kept.isEmpty() || !goneOn(uri, partial, kept.get(), job)) {
      try (Answer answer = following.ask(uri, Optional.empty(), 0, job)) {
        if (answer.status() != Answer.OK) {
          throw answer.unexpected();
        }
        partial.take(answer.body(), 0, answer.strongTag(), answer.length(), job);
      }
    }
  }

  /**
   * Fetches what is missing of a partial download, or all in its place if the server sends that.
   *
   * @return false if the server, heedless of the tag, has another file: its range fits to nothing here
   */
  private boolean goneOn(URI uri, Partial partial, Partial.Kept kept, Job job) throws IOException {
    Partial.Kept at = kept;
    while (true) {
      OptionalLong whole = piece(uri, partial, at, job);
      if (whole.isEmpty()) {
        return false;
      }
      Partial.Kept now = new Partial.Kept(partial.bytes(), kept.tag());
      if (now.bytes() >= whole.getAsLong()) {
        return true;
      }
      if (now.bytes() <= at.bytes()) {
        throw new EOFException(UriPolicy.withoutQuery(uri) + ": sends " + now.bytes() + " of "
            + whole.getAsLong() + " bytes and no more");
      }
      at = now;
    }
  }

  /**
   * Asks for the rest once. A server may send less of it than it was asked for [RFC 9110 section 14.2].
   *
   * @return how many bytes there must be in the end, 0 if there are all; empty if nothing fits to what
   *     is here
   */
  private OptionalLong piece(URI uri, Partial partial, Partial.Kept kept, Job job)
      throws IOException {
    // The last byte once more: a range that begins behind a whole file would be refused.
    long there = kept.bytes() - 1;
    Optional<String> tag = Optional.of(kept.tag());
    try (Answer answer = following.ask(uri, tag, there, job)) {
      switch (answer.status()) {
        case Answer.OK -> {
          partial.take(answer.body(), 0, answer.strongTag(), answer.length(), job);
          return OptionalLong.of(0);
        }
        case Answer.PARTIAL -> {
          OptionalLong whole = answer.whole();
          boolean fits = answer.startsAt(there) && answer.strongTag().equals(tag);
          if (!fits || whole.isEmpty()) {
            return OptionalLong.empty();
          }
          partial.take(answer.body(), there, tag, answer.length(), job);
          return whole;
        }
        case Answer.UNSATISFIABLE -> {
          return OptionalLong.empty();
        }
        default -> throw answer.unexpected();
      }
    }
  }
}
