// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of the bytes that it sends.
 *
 * @param asked the address that was wanted, for messages; another one may have answered
 */
record Answer(URI asked, HttpResponse<Body> response) implements AutoCloseable {
  static final int OK = 200;
  static final int PARTIAL = 206;
  static final int UNSATISFIABLE = 416;
  private static final Pattern WHOLE = Pattern.compile("\\S+ \\d+-\\d+/(\\d{1,18})");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  int status() {
    return response.statusCode();
  }

  Body body() {
    return response.body();
  }

  boolean startsAt(long there) {
    return header("Content-Range")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .startsWith("bytes " + there + "-");
  }

  /** The tag by which the same bytes can be asked for again. */
  Optional<String> strongTag() {
    return header("ETag").filter(tag -> tag.startsWith("\""));
  }

  /** How many bytes the whole file has of which this is a part; it need not say so. */
  OptionalLong whole() {
    Matcher range = WHOLE.matcher(header("Content-Range").orElse(""));
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  /** How many bytes come, if it says so. */
  Optional<Long> length() throws IOException {
    Optional<String> length = header("Content-Length");
    if (length.isPresent() && !LENGTH.matcher(length.get()).matches()) {
      throw new IOException(UriPolicy.withoutQuery(asked) + ": answered with a Content-Length of "
          + length.get() + ", expected a number of bytes");
    }
    return length.map(Long::parseLong);
  }

  /** Where it sends whoever asks. */
  Optional<String> elsewhere() {
    return switch (status()) {
      case 301, 302, 303, 307, 308 -> header("Location");
      default -> Optional.empty();
    };
  }

  /** To be thrown where the status is none that helps. */
  IOException unexpected() {
    return new IOException(UriPolicy.withoutQuery(asked) + ": answered " + status());
  }

  /** Hangs up if there is more. */
  @Override
  public void close() {
    response.body().close();
  }

  private Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }
}
