// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.catalog.ImageEdit;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.image.ImageException;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.History;
import org.diskmill.replication.Observed;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.Plan;
import org.diskmill.replication.Planner;
import org.diskmill.replication.Request;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.ingest.ImportResult.Beginning;
import org.diskmill.replication.ingest.fetch.Fetched;
import org.diskmill.replication.ingest.fetch.Fetching;
import org.diskmill.replication.ledger.LedgerEntry;

/**
 * Takes one image in.
 *
 * <p>Every stage can be the last before a crash: the record comes first, then its first ledger line,
 * then everything that the ledger knows about, and the record is settled last.
 */
final class Importing {
  private final Workshop workshop;
  private final ArtifactMaker maker;
  private final ImportRequest request;
  private final Fetching fetching;
  private final Job job;

  Importing(
      Workshop workshop, ArtifactMaker maker, Fetching fetching, ImportRequest request, Job job) {
    this.fetching = fetching;
    this.workshop = workshop;
    this.maker = maker;
    this.request = request;
    this.job = job;
  }

  ImportResult run() throws IOException {
    refuseEarly();
    if (request.source() instanceof ImportSource.LocalFile local) {
      return take(local.path(), SourceIdentity.quick(local.path()));
    }
    return fetchAndTake(((ImportSource.Remote) request.source()).uri());
  }

  private ImportResult fetchAndTake(URI uri) throws IOException {
    Fetched fetched = fetching.fetch(uri, job);
    try {
      ImportResult result = take(fetched.file(), SourceIdentity.fetched(fetched.file(), job));
      fetched.forget();
      return result;
    } catch (RuleException | ImageException refused) {
      // Another try would be refused as well; after other failures the bytes may be of use again.
      fetched.forget();
      throw refused;
    } catch (IOException | RuntimeException failed) {
      fetched.forgetUnlessOfUse(failed);
      throw failed;
    }
  }

  private ImportResult take(Path file, String quick) throws IOException {
    try (Source source = Sources.file(file)) {
      EarlierImport earlier =
          EarlierImport.find(workshop.catalog(), workshop.ledger(), request, quick, source, job);
      if (earlier.same().filter(r -> r.status() == ImageStatus.ACTIVE).isPresent()) {
        return complete(earlier.same().get());
      }
      try (Preparation preparation = maker.prepare(source, request, job)) {
        ImageRecord record = begin(earlier, quick, preparation);
        boolean resumed = earlier.same().isPresent();
        Outcome outcome = copy(record, source, preparation);
        ImageRecord active =
            Settling.active(workshop, workshop.record(record.id()), artifact(record, preparation));
        return new ImportResult(
            active,
            outcome,
            resumed ? Beginning.RESUMED : Beginning.NEW,
            earlier.other().map(Importing::notice));
      }
    }
  }

  /** A wish that no plan can fulfil is refused before there is a record of it. */
  private void refuseEarly() throws IOException {
    Artifact nobody = new Artifact(new UUID(0, 0), "image");
    Observed nothing = workshop.observed(
        ImageRecord.queued(nobody.image(), request.name(), Instant.EPOCH)
            .edit()
            .diskFormat("raw")
            .containerFormat("bare")
            .done(),
        nobody,
        History.of(List.of()));
    new Planner().plan(wish(nobody), workshop.topology(), nothing);
  }

  /** The image is there; stores that the request names and that do not have it get their copies. */
  private ImportResult complete(ImageRecord record) throws IOException {
    Copying copying = new Copying(workshop, record.id(), request.targets(), request.policy());
    ImportResult result = copying.run(true, job);
    return result.beginning() == Beginning.FINISHED
        ? result
        : new ImportResult(result.image(), result.outcome(), Beginning.RESUMED, result.notice());
  }

  private ImageRecord begin(EarlierImport earlier, String quick, Preparation preparation)
      throws IOException {
    ImageRecord record = earlier.same().isPresent()
        ? earlier.same().get()
        : workshop.catalog().create(request.name(), Map.of());
    LedgerEntry.Asked asked =
        new LedgerEntry.Asked(ImportOptions.of(request), quick, preparation.form());
    if (!workshop.history(record.id()).asked().equals(Optional.of(asked))) {
      workshop.ledger().append(record.id(), asked);
    }
    ImageEdit edit = record
        .edit()
        .status(ImageStatus.IMPORTING)
        .diskFormat(preparation.diskFormat())
        .containerFormat("bare")
        .virtualSize(preparation.virtualSize());
    request.properties().forEach(edit::property);
    preparation.properties().forEach(edit::property);
    return workshop.catalog().update(edit.done());
  }

  private Outcome copy(ImageRecord record, Source source, Preparation preparation)
      throws IOException {
    Artifact artifact = artifact(record, preparation);
    try (SourceContent content = content(source, preparation, artifact)) {
      workshop.runner().finishRollback(artifact);
      History history = workshop.history(record.id());
      Plan plan = new Planner()
          .plan(wish(artifact), workshop.topology(), workshop.observed(record, artifact, history));
      Outcome outcome =
          workshop.runner().run(plan, operation(), Optional.of(preparation.producer()), job);
      if (history.sourceRead().isEmpty()) {
        workshop
            .ledger()
            .append(record.id(), new LedgerEntry.SourceRead(source.size(), content.digest()));
      }
      return outcome;
    } catch (IOException failed) {
      backToTheQueue(record.id(), failed);
      throw failed;
    }
  }

  /** What is kept as it is gets read and hashed on its way into the stores. */
  private SourceContent content(Source source, Preparation preparation, Artifact artifact) {
    return preparation.asItIs()
        ? () ->
            workshop.history(artifact.image()).tree(artifact.id()).orElseThrow().root()
        : ContentReading.begin(source);
  }

  /** Not after a cancellation: that import is still on its way. */
  private void backToTheQueue(UUID image, IOException failure) {
    try {
      ImageRecord now = workshop.record(image);
      workshop.catalog().update(now.edit().status(ImageStatus.QUEUED).done());
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private Request wish(Artifact artifact) {
    Request.Method method = request.source() instanceof ImportSource.LocalFile
        ? Request.Method.IMPORT_LOCAL
        : Request.Method.IMPORT_URI;
    return new Request(method, artifact, request.targets(), request.policy(), true);
  }

  private String operation() {
    return "import to " + request.targets() + ", " + request.policy();
  }

  private static Artifact artifact(ImageRecord record, Preparation preparation) {
    return new Artifact(record.id(), preparation.form());
  }

  private static String notice(ImageRecord other) {
    return "there is another image named " + other.name() + " with other content or options: "
        + other.id();
  }
}
