// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.diskmill.io.Job;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as it comes in. Unlike the JDK's own it is not waited for longer than there is
 * patience, nor after its job was cancelled, and its failures say where it came from and how far it got.
 *
 * <p>It is there before the answer is: closing it hangs up, whatever has come by then. Read by one
 * thread at a time; everything else is safe for use by many threads.
 */
final class Body extends InputStream implements HttpResponse.BodySubscriber<Body> {
  /** One that is read, and one that comes in meanwhile. */
  private static final int AHEAD = 2;

  private final String address;
  private final long before;
  private final Patience patience;
  private final Job job;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private Flow.@Nullable Subscription coming;
  private boolean closed;
  private Optional<Piece> last = Optional.empty();
  private ByteBuffer here = ByteBuffer.allocate(0);
  private long came;

  /**
   * A body.
   *
   * @param address whose, for messages
   * @param before where in the whole its first byte belongs
   */
  Body(String address, long before, Patience patience, Job job) {
    this.address = address;
    this.before = before;
    this.patience = patience;
    this.job = job;
  }

  /** What has come at once. */
  private sealed interface Piece {
    /** Bytes. */
    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    /** No more bytes. */
    record End() implements Piece {}

    /** No more bytes, and there should be. */
    record Failed(Throwable cause) implements Piece {}
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!here.hasRemaining()) {
      Optional<ByteBuffer> next = next();
      if (next.isEmpty()) {
        return -1;
      }
      here = next.get();
    }
    int taken = Math.min(count, here.remaining());
    here.get(into, at, taken);
    came += taken;
    return taken;
  }

  private Optional<ByteBuffer> next() throws IOException {
    Piece piece = last.isPresent() ? last.get() : await();
    if (piece instanceof Piece.Bytes bytes) {
      more();
      return Optional.of(joined(bytes.buffers()));
    }
    last = Optional.of(piece);
    if (piece instanceof Piece.Failed failed) {
      throw new IOException(brokeOff() + failed.cause().getMessage(), failed.cause());
    }
    return Optional.empty();
  }

  private Piece await() throws IOException {
    return patience
        .await(millis -> Optional.ofNullable(pieces.poll(millis, TimeUnit.MILLISECONDS)), job)
        .orElseThrow(() -> new IOException(brokeOff() + "nothing came for " + patience));
  }

  private String brokeOff() {
    return address + ": the download broke off after " + (before + came) + " bytes: ";
  }

  private static ByteBuffer joined(List<ByteBuffer> buffers) {
    if (buffers.size() == 1) {
      return buffers.get(0);
    }
    ByteBuffer all =
        ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
    buffers.forEach(all::put);
    return all.flip();
  }

  private synchronized void more() {
    if (coming != null) {
      coming.request(1);
    }
  }

  @Override
  public CompletionStage<Body> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    if (closed || coming != null) {
      subscription.cancel();
      return;
    }
    coming = subscription;
    subscription.request(AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece.Failed(failure));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (coming != null) {
      coming.cancel();
    }
  }
}
