// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.catalog.Catalog;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.replication.History;
import org.diskmill.replication.ledger.Ledger;
import org.diskmill.replication.ledger.LedgerEntry;

/**
 * Finds out whether an import was asked for before.
 *
 * @param same the record of the same import
 * @param other a record of the same name that is something else
 */
record EarlierImport(Optional<ImageRecord> same, Optional<ImageRecord> other) {
  private static final Set<ImageStatus> MAY_GO_ON =
      Set.of(ImageStatus.QUEUED, ImageStatus.IMPORTING, ImageStatus.ACTIVE);

  static EarlierImport find(
      Catalog catalog, Ledger ledger, ImportRequest request, String quick, Source source, Job job)
      throws IOException {
    Search search = new Search(ImportOptions.of(request), quick, source, job);
    Optional<ImageRecord> other = Optional.empty();
    for (ImageRecord record : catalog.named(request.name())) {
      if (MAY_GO_ON.contains(record.status())
          && search.matches(record, History.of(ledger.lines(record.id())))) {
        return new EarlierImport(Optional.of(record), Optional.empty());
      }
      other = Optional.of(record);
    }
    return new EarlierImport(Optional.empty(), other);
  }

  /** Compares with one record after another; reads the source at most once, and only if it must. */
  private static final class Search {
    private final String options;
    private final String quick;
    private final Source source;
    private final Job job;
    private Optional<Digest> content = Optional.empty();

    Search(String options, String quick, Source source, Job job) {
      this.options = options;
      this.quick = quick;
      this.source = source;
      this.job = job;
    }

    boolean matches(ImageRecord record, History history) throws IOException {
      if (history.asked().isEmpty()) {
        // A crash between the record and its first line: the record stands for nothing else.
        return record.status() == ImageStatus.QUEUED;
      }
      LedgerEntry.Asked asked = history.asked().get();
      return asked.options().equals(options)
          && (asked.source().equals(quick) || sameContent(history));
    }

    private boolean sameContent(History history) throws IOException {
      Optional<LedgerEntry.SourceRead> read = history.sourceRead();
      return read.isPresent()
          && read.get().size() == source.size()
          && read.get().content().equals(content());
    }

    private Digest content() throws IOException {
      if (content.isEmpty()) {
        content = Optional.of(SourceIdentity.content(source, job));
      }
      return content.get();
    }
  }
}
