// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Which source it is: quickly by what its directory says, and surely by what it holds. */
final class SourceIdentity {
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

  /** The root of the digest tree over all bytes; that of an image which is kept as it is, too. */
  static Digest content(Source source, Job job) throws IOException {
    return Sources.hash(source, "reading " + source, job).tree().root();
  }
}
