// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

/**
 * Hears how far a job is. Called by whichever thread does the work: by several at once where several
 * do, so that it must be safe for that and may hear of fewer bytes after more. They wait for it: be
 * quick.
 */
@FunctionalInterface
public interface ProgressListener {
  void heard(Progress progress);
}
