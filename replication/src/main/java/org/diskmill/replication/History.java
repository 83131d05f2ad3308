// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.io.DigestTree;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerLine;

/** Where the ledger says an image stands: its lines, told from the beginning. */
public final class History {
  private final Map<String, SiteHistory> sites = new HashMap<>();
  private final Map<String, DigestTree> trees = new HashMap<>();
  private final Map<String, LedgerEntry.Attested> statements = new HashMap<>();
  private Optional<LedgerEntry.Asked> asked = Optional.empty();
  private Optional<LedgerEntry.SourceRead> sourceRead = Optional.empty();
  private Optional<LedgerEntry.Began> open = Optional.empty();
  private Optional<String> rollingBack = Optional.empty();

  private History() {}

  /** The history that these lines tell. */
  public static History of(List<LedgerLine> lines) {
    History history = new History();
    lines.forEach(line -> history.tell(line.entry()));
    return history;
  }

  /** The last import that was asked for. */
  public Optional<LedgerEntry.Asked> asked() {
    return asked;
  }

  /** What the source's bytes were, if they were all read. */
  public Optional<LedgerEntry.SourceRead> sourceRead() {
    return sourceRead;
  }

  /** The plan that was begun and has not ended. */
  public Optional<LedgerEntry.Began> open() {
    return open;
  }

  /** The tree over an artifact, if it was made wholly. */
  public Optional<DigestTree> tree(String artifact) {
    return Optional.ofNullable(trees.get(artifact));
  }

  /** The statement about an artifact. */
  public Optional<LedgerEntry.Attested> statement(String artifact) {
    return Optional.ofNullable(statements.get(artifact));
  }

  /** What a site was last told to show. */
  public Optional<LedgerEntry.Published> published(String site) {
    return site(site).published();
  }

  /** Why the open plan is being taken back, if it is. */
  Optional<String> rollingBack() {
    return rollingBack;
  }

  SiteHistory site(String name) {
    return sites.getOrDefault(name, SiteHistory.NOTHING);
  }

  private void tell(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Uploading uploading) {
      sites.put(uploading.site(), site(uploading.site()).uploading(uploading.token()));
    } else if (entry instanceof LedgerEntry.Published published) {
      sites.put(published.site(), site(published.site()).published(published));
    } else if (entry instanceof LedgerEntry.Withdrawn withdrawn) {
      sites.remove(withdrawn.site());
    } else if (entry instanceof LedgerEntry.Produced produced) {
      if (!produced.tree().equals(trees.put(produced.artifact(), produced.tree()))) {
        statements.remove(produced.artifact());
      }
    } else if (entry instanceof LedgerEntry.Attested attested) {
      statements.put(attested.artifact(), attested);
    } else {
      tellOfPlans(entry);
    }
  }

  private void tellOfPlans(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Began began) {
      open = Optional.of(began);
      rollingBack = Optional.empty();
      sites.replaceAll((name, site) -> site.planBegins());
    } else if (entry instanceof LedgerEntry.RollingBack rolling) {
      rollingBack = Optional.of(rolling.reason());
    } else if (entry instanceof LedgerEntry.Ended) {
      open = Optional.empty();
      rollingBack = Optional.empty();
    } else if (entry instanceof LedgerEntry.Asked request) {
      asked = Optional.of(request);
    } else if (entry instanceof LedgerEntry.SourceRead read) {
      sourceRead = Optional.of(read);
    }
  }
}
