// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Makes sources, and reads them whole. */
public final class Sources {
  private Sources() {}

  /**
   * The bytes of a file or block device. It is a {@link SparseSource}; where the platform cannot tell,
   * all of it is data. A thread that is interrupted while it reads gets a {@link
   * java.nio.channels.ClosedByInterruptException}; others read on.
   *
   * @param path its spelling is the source's name in messages
   * @throws IOException also for a directory, and for what has no size: pipes and character devices
   */
  public static Source file(Path path) throws IOException {
    return FileSource.open(Objects.requireNonNull(path, "path"));
  }

  /**
   * A window on another source. Closing it does nothing; whoever opened {@code whole} closes that.
   *
   * @param name what messages call it
   */
  public static Source slice(String name, Source whole, long at, long length) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(whole, "whole");
    return new SliceSource(name, whole, at, length);
  }

  /** Bytes in memory, from the position of {@code bytes} to its limit; not copied. */
  public static Source bytes(String name, ByteBuffer bytes) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bytes, "bytes");
    return new BytesSource(name, bytes.slice().asReadOnlyBuffer());
  }

  /**
   * Copies a stream to a temporary file that disappears when the source is closed, or when a thread
   * that reads it is interrupted. The stream stays open.
   *
   * @param name what messages call it
   * @param directory where to put the file; it must exist
   * @param maxBytes how much to take at most, in bytes
   * @throws SpoolFullException when the stream is longer
   */
  public static Source spool(String name, InputStream in, Path directory, long maxBytes, Job job)
      throws IOException {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(job, "job");
    return Spool.of(name, Channels.newChannel(in), directory, maxBytes, job);
  }

  /**
   * Reads everything once, in order, and makes its digests.
   *
   * @param activity what the job's listener is told
   * @param flatAlgorithms plain digests wanted beside the tree, by the JDK's names
   */
  public static Hashed hash(Source source, String activity, Job job, String... flatAlgorithms)
      throws IOException {
    Objects.requireNonNull(source, "source");
    LeafSink leaves = new LeafSink(DigestTree.LEAF_BYTES, leaf -> {}, flatAlgorithms);
    copy(source, leaves, activity, job);
    return leaves.finish();
  }

  /**
   * The same on several threads: the calling one and up to three of {@code helpers}. Reads every byte
   * once, and is done with the source when it returns or throws. Waits for no helper that has not
   * begun, and does itself what {@code helpers} fails to take.
   *
   * @param leafBytes the size of every leaf but the last, in bytes
   */
  public static Hashed hash(
      Source source,
      int leafBytes,
      String activity,
      Executor helpers,
      Job job,
      String... flatAlgorithms)
      throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(activity, "activity");
    Objects.requireNonNull(helpers, "helpers");
    Objects.requireNonNull(job, "job");
    Activity reading = job.begin(activity, source.size());
    SourceHashing hashing = new SourceHashing(source, leafBytes, reading, helpers);
    return flatAlgorithms.length == 0
        ? hashing.byLeaves(Math.min(4, Runtime.getRuntime().availableProcessors()))
        : hashing.inOrder(new FlatHashing(helpers, flatAlgorithms));
  }

  /** Copies everything to {@code out}, which stays open. */
  public static void copy(Source source, Sink out, String activity, Job job) throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(activity, "activity");
    Objects.requireNonNull(job, "job");
    Activity copying = job.begin(activity, source.size());
    long at = 0;
    while (at < source.size()) {
      long count = Math.min(source.size() - at, 1 << 20);
      out.transferFrom(source, at, count);
      at += count;
      copying.advance(count);
    }
  }
}
