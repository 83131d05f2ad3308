// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.io.IOException;
import org.diskmill.image.Limits;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/**
 * Checks files of one format; part of a {@link org.diskmill.image.DiskFormat}.
 *
 * <p>Safe for use by many threads.
 */
public interface FormatChecker {
  /** The format's name. */
  String format();

  /**
   * Checks one file; what it refers to is not opened.
   *
   * @throws org.diskmill.image.ImageException when not even its header can be read
   */
  CheckReport check(Source source, Limits limits, Job job) throws IOException;
}
