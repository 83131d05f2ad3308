// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.diskmill.io.Job;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;

/**
 * Asks an address and those that it leads to, each of which the policy must allow. Safe for use by many
 * threads.
 */
final class Following {
  private static final int MOST_REDIRECTS = 5;

  private final UriPolicy policy;
  private final Web web;

  Following(UriPolicy policy, Web web) {
    this.policy = policy;
    this.web = web;
  }

  /**
   * The answer, which is no redirect; the caller closes it.
   *
   * @param tag of the whole of which the rest is wanted
   * @param there where that rest begins, in bytes; 0 for the whole
   * @throws PlanException URI_DENIED when the policy, or a redirect, forbids it
   */
  Answer ask(URI uri, Optional<String> tag, long there, Job job) throws IOException {
    URI at = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      policy.require(at);
      HttpRequest.Builder request = HttpRequest.newBuilder(at).GET();
      if (there > 0) {
        request.header("Range", "bytes=" + there + "-").header("If-Range", tag.orElse(""));
      }
      Answer answer = new Answer(uri, web.ask(request.build(), there, job));
      Optional<String> elsewhere = answer.elsewhere();
      if (elsewhere.isEmpty()) {
        return answer;
      }
      answer.close();
      URI next = resolved(at, elsewhere.get());
      requireAsSafe(at, next);
      at = next;
    }
    throw new PlanException(
        RuleCode.URI_DENIED,
        UriPolicy.withoutQuery(uri) + ": redirects more than " + MOST_REDIRECTS + " times");
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
}
