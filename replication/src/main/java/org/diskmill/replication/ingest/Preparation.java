// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.SortedMap;
import org.diskmill.io.Producer;

/**
 * A source that was inspected and found good, and what will be made of it.
 *
 * <p>Whoever asked for it closes it; the source stays open. Used by one thread at a time.
 */
public interface Preparation extends AutoCloseable {
  /** The format of what will be kept, such as {@code qcow2}. */
  String diskFormat();

  /** The disk's size in bytes, as its guest sees it. */
  long virtualSize();

  /**
   * All that decides the bytes besides the source: format, options, and the codec that makes
   * compressed units. Equal forms of equal sources are equal bytes.
   */
  String form();

  /** Properties to set on the image's record, such as what is known of its signature. */
  SortedMap<String, String> properties();

  /** Makes the bytes to keep. */
  Producer producer();

  /** Whether those are the source's own bytes, so that their digests are the source's as well. */
  boolean asItIs();

  @Override
  void close() throws IOException;
}
