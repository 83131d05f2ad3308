// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;

/**
 * Fetches what lies at an address into a scratch directory. A download that was broken off is gone on
 * with, where the server says by a strong ETag that it still has the same bytes [RFC 9110 section 13.1.5].
 *
 * <p>Safe for use by many threads, but by one at a time for any one address.
 */
public final class Fetching {
  private static final String PREFIX = "fetch-";
  private static final int MOST_REDIRECTS = 5;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;
  private static final Pattern WHOLE = Pattern.compile("\\S+ \\d+-\\d+/(\\d{1,18})");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final UriPolicy policy;
  private final Path scratch;
  private final Web web;

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
    this.policy = policy;
    this.scratch = scratch;
    this.web = new Web(nanos);
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
      HttpResponse<Body> response = answer(uri, Optional.empty(), 0, job);
      try (Body body = response.body()) {
        if (response.statusCode() != OK) {
          throw answered(uri, response);
        }
        partial.take(body, 0, strongTag(response), total(uri, response), job);
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
    HttpResponse<Body> response = answer(uri, tag, there, job);
    try (Body body = response.body()) {
      switch (response.statusCode()) {
        case OK -> {
          partial.take(body, 0, strongTag(response), total(uri, response), job);
          return OptionalLong.of(0);
        }
        case PARTIAL -> {
          OptionalLong whole = whole(response);
          boolean fits = startsAt(response, there) && strongTag(response).equals(tag);
          if (!fits || whole.isEmpty()) {
            return OptionalLong.empty();
          }
          partial.take(body, there, tag, total(uri, response), job);
          return whole;
        }
        case UNSATISFIABLE -> {
          return OptionalLong.empty();
        }
        default -> throw answered(uri, response);
      }
    }
  }

  private static IOException answered(URI uri, HttpResponse<?> response) {
    return new IOException(UriPolicy.withoutQuery(uri) + ": answered " + response.statusCode());
  }

  private HttpResponse<Body> answer(URI uri, Optional<String> tag, long there, Job job)
      throws IOException {
    URI at = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      policy.require(at);
      HttpRequest.Builder request = HttpRequest.newBuilder(at).GET();
      if (there > 0) {
        request.header("Range", "bytes=" + there + "-").header("If-Range", tag.orElse(""));
      }
      HttpResponse<Body> response = web.ask(request.build(), there, job);
      Optional<String> elsewhere = redirect(response);
      if (elsewhere.isEmpty()) {
        return response;
      }
      response.body().close();
      URI next = resolved(at, elsewhere.get());
      requireAsSafe(at, next);
      at = next;
    }
    throw new PlanException(
        RuleCode.URI_DENIED,
        UriPolicy.withoutQuery(uri) + ": redirects more than " + MOST_REDIRECTS + " times");
  }

  private static Optional<String> redirect(HttpResponse<?> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> response.headers().firstValue("Location");
      default -> Optional.empty();
    };
  }

  private static URI resolved(URI from, String location) throws IOException {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(
          UriPolicy.withoutQuery(from) + ": redirects to what is no address", malformed);
    }
  }

  /** Who asks for https relies on nobody on the way having a say in what comes. */
  static void requireAsSafe(URI from, URI to) throws PlanException {
    if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
      throw new PlanException(
          RuleCode.URI_DENIED,
          UriPolicy.withoutQuery(from) + ": redirects from https to " + UriPolicy.withoutQuery(to));
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long there) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return range.toLowerCase(Locale.ROOT).startsWith("bytes " + there + "-");
  }

  private static Optional<String> strongTag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").filter(tag -> tag.startsWith("\""));
  }

  /** How many bytes the whole file has of which this answer is a part; it need not say so. */
  private static OptionalLong whole(HttpResponse<?> response) {
    Matcher range = WHOLE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  /** How many bytes this answer carries, if it says so. */
  private static Optional<Long> total(URI uri, HttpResponse<?> response) throws IOException {
    Optional<String> length = response.headers().firstValue("Content-Length");
    if (length.isPresent() && !LENGTH.matcher(length.get()).matches()) {
      throw new IOException(UriPolicy.withoutQuery(uri) + ": answered with a Content-Length of "
          + length.get() + ", expected a number of bytes");
    }
    return length.map(Long::parseLong);
  }
}
