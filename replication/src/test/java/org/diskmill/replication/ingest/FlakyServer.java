// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A web server on this machine with one file, which can break off, and change it. */
final class FlakyServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> ranges = new ArrayList<>();
  private byte[] file;
  private String tag = "\"one\"";
  private int breakAfter = Integer.MAX_VALUE;
  private int rangeBytes = Integer.MAX_VALUE;
  private int early;
  private boolean heedless;
  private boolean discreet;
  private boolean tagged = true;
  private long announced;

  FlakyServer(byte[] file) throws IOException {
    this.file = file;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/disk", this::serve);
    server.createContext("/elsewhere", exchange -> {
      exchange.getResponseHeaders().add("Location", "/disk");
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    });
    server.createContext("/round", exchange -> {
      exchange.getResponseHeaders().add("Location", "/round");
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    });
    server.start();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void change(byte[] other) {
    file = other;
    tag = "\"two\"";
  }

  void breakAfter(int bytes) {
    breakAfter = bytes;
  }

  /** From now on it answers with no more of a range than this, as a server may. */
  void serveRangesOf(int bytes) {
    rangeBytes = bytes;
  }

  /** From now on its ranges begin that many bytes before what was asked for. */
  void beginEarly(int bytes) {
    early = bytes;
  }

  /** From now on it serves ranges of whatever it has, as if If-Range were not there. */
  void ignoreIfRange() {
    heedless = true;
  }

  /** From now on it does not say of how many bytes a range is a part, as a server may. */
  void hideTotals() {
    discreet = true;
  }

  /** From now on it gives nothing by which its file could be known again. */
  void hideTags() {
    tagged = false;
  }

  /** From now on it says of every answer that it is that long. */
  void announce(long bytes) {
    announced = bytes;
  }

  /** The Range header of each request, empty where there was none. */
  List<String> ranges() {
    return ranges;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    boolean same = heedless || tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int from = range != null && same
        ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) - early
        : 0;
    if (tagged) {
      exchange.getResponseHeaders().add("ETag", tag);
    }
    if (from >= file.length) {
      exchange.getResponseHeaders().add("Content-Range", "bytes */" + file.length);
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    int to = from > 0 ? (int) Math.min(file.length, (long) from + rangeBytes) : file.length;
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes " + from + "-" + (to - 1) + "/" + (discreet ? "*" : file.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, announced > 0 ? announced : to - from);
    int count = Math.min(breakAfter, to - from);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(file, from, count);
      if (count < to - from) {
        out.flush();
        throw new IOException("broken off as told");
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
