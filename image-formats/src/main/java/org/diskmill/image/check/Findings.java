// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Source;

/** Collects findings, counts all, keeps the first. Used by one thread at a time. */
public final class Findings {
  private static final int KEPT = 1000;

  private final Source source;
  private final List<Finding> kept = new ArrayList<>();
  private long leaks;
  private long corruptions;
  private long errors;

  /** Findings about that file. */
  public Findings(Source source) {
    this.source = source;
  }

  /** Notes one. */
  public void add(Finding.Kind kind, Finding.Severity severity, long at, String message) {
    add(kind, severity, 1, at, message);
  }

  /** Notes several of which one message tells. */
  public void add(
      Finding.Kind kind, Finding.Severity severity, long times, long at, String message) {
    switch (severity) {
      case LEAK -> leaks += times;
      case CORRUPTION -> corruptions += times;
      case ERROR -> errors += times;
    }
    if (kept.size() < KEPT) {
      kept.add(new Finding(kind, severity, at, source + ": " + message));
    }
  }

  /** The report. */
  public CheckReport report(String format, Optional<Allocation> allocation) {
    return new CheckReport(format, List.copyOf(kept), leaks, corruptions, errors, allocation);
  }
}
