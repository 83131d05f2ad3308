// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/**
 * Decides what is made of a stranger's bytes: the seam between importing and image formats.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface ArtifactMaker {
  /**
   * Inspects a source, checks its signature, and gets ready to make what the request asks for.
   *
   * @param source stays open until the preparation is closed, and is closed by the caller
   * @throws IOException when the bytes are unsafe, nothing known, or not what the request says
   */
  Preparation prepare(Source source, ImportRequest request, Job job) throws IOException;
}
