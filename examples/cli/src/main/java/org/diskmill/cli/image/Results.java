// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.PrintWriter;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.ingest.ImportResult;

/** Shows how an import or a copy ended. */
final class Results {
  private Results() {}

  /** Prints what failed and the UUID as the last line; returns the exit code. */
  static int report(ImportResult result, PrintWriter out, PrintWriter err) {
    result.notice().ifPresent(notice -> err.println("diskmill: " + notice));
    boolean complete = true;
    for (var site : result.outcome().sites().entrySet()) {
      SiteResult how = site.getValue();
      out.println(site.getKey() + ": " + line(how));
      complete &= how.good();
    }
    out.println(result.image().id());
    out.flush();
    err.flush();
    return complete ? 0 : ImportCommand.EXIT_SOME_FAILED;
  }

  private static String line(SiteResult how) {
    String text = how.state().toString().toLowerCase(java.util.Locale.ROOT);
    if (!how.code().isEmpty()) {
      text += " " + how.code();
    }
    if (!how.reason().isEmpty()) {
      text += " (" + how.reason() + ")";
    }
    return text + ", " + how.leavesSent() + " leaves sent, " + how.leavesHeld() + " held already";
  }
}
