// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import org.diskmill.io.Activity;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Which source it is: quickly by what its directory says, and surely by what it holds. */
final class SourceIdentity {
  private static final int CHUNK = 1 << 20;

  private SourceIdentity() {}

  /**
   * Size, time and key of a file. If all are as before, the content is taken to be as well; if any
   * differs, nothing is known.
   */
  static String quick(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return "file size=%d time=%s key=%s"
        .formatted(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /** The content of a file that was fetched anew, whose time and key say nothing. */
  static String fetched(Path file, Job job) throws IOException {
    try (Source source = Sources.file(file)) {
      return "fetched size=%d %s".formatted(source.size(), content(source, job));
    }
  }

  /** A digest over all bytes in order. */
  static Digest content(Source source, Job job) throws IOException {
    Activity reading = job.begin("reading " + source, source.size());
    MessageDigest function = Digest.function(Digest.SHA_256);
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    long at = 0;
    while (source.read(at, buffer.clear()) >= 0) {
      buffer.flip();
      at += buffer.remaining();
      reading.advance(buffer.remaining());
      function.update(buffer);
    }
    return Digest.of(Digest.SHA_256, function.digest());
  }
}
