// SPDX-License-Identifier: Apache-2.0
package org.diskmill.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.ingest.CopyCheck;
import org.diskmill.replication.ingest.ImportResult;

/** What was done, for people. */
final class Summary {
  private static final String ROW = "%-8s  %-8s  %10s  %-16s  %s";
  private static final int DIGITS_SHOWN = 12;

  private Summary() {}

  static String beginning(ImportResult result) {
    int sent = 0;
    int held = 0;
    for (SiteResult site : result.outcome().sites().values()) {
      sent += site.leavesSent();
      held += site.leavesHeld();
    }
    String leaves = sent + " leaves sent, " + held + " held already";
    return switch (result.beginning()) {
      case NEW -> "Import     done, " + leaves;
      case RESUMED -> "Import     an unfinished one was finished, " + leaves;
      case FINISHED -> "Import     everything is in place already, nothing was sent";
    };
  }

  static List<String> table(ImportResult result, List<CopyCheck> checks) {
    ImageRecord image = result.image();
    String size = String.valueOf(image.size().orElse(0));
    String digest =
        image.hash().map(hash -> hash.hex().substring(0, DIGITS_SHOWN) + "…").orElse("-");
    List<String> rows = new ArrayList<>();
    rows.add("UUID       " + image.id());
    rows.add(String.format(ROW, "STORE", "STATE", "SIZE", "SHA-512", "LOCATION"));
    for (CopyCheck check : checks) {
      String state = check.state().toString().toLowerCase(Locale.ROOT);
      rows.add(String.format(ROW, check.store(), state, size, digest, check.url()));
    }
    return rows;
  }
}
