// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/**
 * Knows one format's marks and dangers. Part of a {@link org.diskmill.image.DiskFormat}, or, for marks of
 * what is no format of ours, found by {@link java.util.ServiceLoader}. A format without dangers says so
 * by finding none.
 *
 * <p>Safe for use by many threads.
 */
public interface SafetyInspector {
  /** The format's name. */
  String format();

  /** Whether the file bears the format's mark. */
  boolean recognises(ProbeWindow window);

  /**
   * What is dangerous about it. Reads the file's own headers and nothing else.
   *
   * @throws org.diskmill.image.ImageException when they are damaged
   */
  List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException;
}
