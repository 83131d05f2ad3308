// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

/** Hears how far a job is. Called by whichever thread does the work: be quick. */
@FunctionalInterface
public interface ProgressListener {
  void heard(Progress progress);
}
