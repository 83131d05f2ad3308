// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.diskmill.io.Job;
import org.jspecify.annotations.Nullable;

/**
 * Asks web servers, and waits for none longer than there is patience or than the job is wanted.
 *
 * <p>All questions go through one client of the JDK, which has threads of its own: they end when nobody
 * holds this any more. Safe for use by many threads.
 */
final class Web {
  private static final Duration TO_CONNECT = Duration.ofSeconds(30);
  /** Before the head of an answer, and between any two pieces of its body. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Patience patience;
  private @Nullable HttpClient client;

  /**
   * The web.
   *
   * @param nanos the clock that measures silence
   */
  Web(LongSupplier nanos) {
    this.patience = new Patience(SILENCE, nanos);
  }

  /**
   * Asks once; a redirect is an answer. The caller closes the body, which hangs up if there is more.
   *
   * @param there where in the whole the answer's first byte belongs, for messages
   */
  HttpResponse<Body> ask(HttpRequest request, long there, Job job) throws IOException {
    String address = UriPolicy.withoutQuery(request.uri());
    Body body = new Body(address, there, patience, job);
    CompletableFuture<HttpResponse<Body>> answer = client().sendAsync(request, head -> body);
    try {
      return patience
          .await(millis -> within(millis, answer, address), job)
          .orElseThrow(
              () -> new IOException(address + ": cannot be fetched: no answer for " + patience));
    } catch (IOException | RuntimeException stopped) {
      answer.cancel(true);
      body.close();
      throw stopped;
    }
  }

  private static <T> Optional<T> within(long millis, CompletableFuture<T> answer, String address)
      throws IOException, InterruptedException {
    try {
      return Optional.of(answer.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw new IOException(address + ": cannot be fetched: " + failed.getCause(), failed);
    }
  }

  /** Made when it is needed: a service that fetches nothing has no use for its threads. */
  private synchronized HttpClient client() {
    if (client == null) {
      client = HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TO_CONNECT)
          .build();
    }
    return client;
  }
}
