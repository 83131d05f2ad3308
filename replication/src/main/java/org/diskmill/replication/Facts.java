// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.diskmill.io.DigestTree;
import org.diskmill.replication.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** What the sites of one run learn from each other. Safe for use by many threads. */
final class Facts {
  private volatile @Nullable DigestTree tree;
  private volatile LedgerEntry.@Nullable Attested statement;
  private final Map<String, LedgerEntry.Published> published = new ConcurrentHashMap<>();

  Facts(History history, Artifact artifact) {
    this.tree = history.tree(artifact.id()).orElse(null);
    this.statement = history.statement(artifact.id()).orElse(null);
  }

  Optional<DigestTree> knownTree() {
    return Optional.ofNullable(tree);
  }

  DigestTree tree() throws TransferException {
    return knownTree()
        .orElseThrow(() -> new TransferException(
            RuleCode.NO_VERIFIED_SOURCE, "the ledger has no digest tree of the image"));
  }

  void tree(DigestTree made) {
    if (!knownTree().equals(Optional.of(made))) {
      statement = null;
    }
    tree = made;
  }

  Optional<LedgerEntry.Attested> statement() {
    return Optional.ofNullable(statement);
  }

  void statement(LedgerEntry.Attested made) {
    statement = made;
  }

  void published(LedgerEntry.Published entry) {
    published.put(entry.site(), entry);
  }

  /** The ledger's word that a site shows the image. */
  LedgerEntry.Published published(Site site) {
    LedgerEntry.Published entry = published.get(site.name());
    if (entry == null) {
      throw new IllegalStateException("store " + site.name() + ": has not published yet");
    }
    return entry;
  }
}
