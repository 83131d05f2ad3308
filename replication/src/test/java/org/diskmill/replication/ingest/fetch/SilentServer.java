// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A web server on this machine that says one thing and then nothing more, and does not hang up. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] words;
  private final CountDownLatch left = new CountDownLatch(1);

  /**
   * A server.
   *
   * @param words all that it ever sends, heads and bodies alike
   */
  SilentServer(String words) throws IOException {
    this.words = words.getBytes(StandardCharsets.ISO_8859_1);
    this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "silent-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** The head of an answer of that many bytes, and the first of them. */
  static String head(String length, int bytes) {
    return """
        HTTP/1.1 200 OK\r
        ETag: "one"\r
        Content-Length: %s\r
        \r
        %s""".formatted(length, "x".repeat(bytes));
  }

  int port() {
    return server.getLocalPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/disk");
  }

  /** Waits until the client has hung up. */
  void awaitTheEnd() throws InterruptedException {
    left.await();
  }

  private void serve() {
    try (Socket client = server.accept()) {
      InputStream asked = client.getInputStream();
      asked.read();
      client.getOutputStream().write(words);
      client.getOutputStream().flush();
      while (asked.read() >= 0) {
        // The rest of the request, and then nothing until the client hangs up.
      }
    } catch (IOException gone) {
      // As a client that hangs up in the middle may look like.
    }
    left.countDown();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
