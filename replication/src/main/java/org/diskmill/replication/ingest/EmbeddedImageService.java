// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.io.Job;
import org.diskmill.io.Sink;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.Plan;
import org.diskmill.replication.Site;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.Topology;
import org.diskmill.replication.ingest.Occupations.Occupation;
import org.diskmill.replication.ingest.Operations.Operation;
import org.diskmill.replication.ingest.fetch.Fetching;

/** The image service of one process, which alone has its data directory open. */
final class EmbeddedImageService implements ImageService {
  private final Workshop workshop;
  private final List<ConfiguredStore> stores;
  private final ArtifactMaker maker;
  private final Fetching fetching;
  private final Operations operations;
  private final Resources resources;
  private final Occupations occupations = new Occupations();

  EmbeddedImageService(
      Workshop workshop,
      List<ConfiguredStore> stores,
      ArtifactMaker maker,
      Fetching fetching,
      Operations operations,
      Resources resources) {
    this.workshop = workshop;
    this.stores = List.copyOf(stores);
    this.maker = maker;
    this.fetching = fetching;
    this.operations = operations;
    this.resources = resources;
  }

  @Override
  public Topology topology() {
    return workshop.topology();
  }

  @Override
  public ImportResult importImage(ImportRequest request, Job job) throws IOException {
    String subject = "image named " + request.name();
    return operations.run(job, part -> {
      try (Occupation entered = occupations.enter(subject, request, part)) {
        return entered.during(() -> importing(request, part));
      }
    });
  }

  /** One import from an address at a time: all of them fetch into the same file. */
  private ImportResult importing(ImportRequest request, Job part) throws IOException {
    Importing importing = new Importing(workshop, maker, fetching, request, part);
    if (request.source() instanceof ImportSource.Remote remote) {
      try (Occupation entered = occupations.enter(remote, "import", part)) {
        return entered.during(importing::run);
      }
    }
    return importing.run();
  }

  @Override
  public ImportResult copy(UUID image, Targets targets, Job job) throws IOException {
    return alone(
        image, "copy to " + targets, job, part -> copying(image, targets).run(false, part));
  }

  @Override
  public Plan plan(UUID image, Targets targets) throws IOException {
    return operations.run(Job.unattended(), part -> copying(image, targets).plan(false));
  }

  @Override
  public List<ImageRecord> list() throws IOException {
    return operations.run(Job.unattended(), part -> workshop.catalog().list());
  }

  @Override
  public ImageRecord show(UUID image) throws IOException {
    return operations.run(Job.unattended(), part -> workshop.record(image));
  }

  @Override
  public void save(UUID image, Optional<String> store, Sink out, Job job) throws IOException {
    operations.run(job, part -> {
      new CopyReading(workshop, image).save(store, out, part);
      return out;
    });
  }

  @Override
  public List<CopyCheck> verify(UUID image, Job job) throws IOException {
    return operations.run(job, part -> new CopyReading(workshop, image).checkAll(part));
  }

  @Override
  public SortedMap<String, SiteResult> delete(UUID image) throws IOException {
    return alone(
        image, "delete", Job.unattended(), part -> new Deleting(workshop, image).everywhere());
  }

  @Override
  public ImageRecord deleteFromStore(UUID image, String store) throws IOException {
    return alone(
        image,
        "delete from " + store,
        Job.unattended(),
        part -> new Deleting(workshop, image).from(store));
  }

  @Override
  public void acceptStore(String store) throws IOException {
    operations.run(Job.unattended(), part -> {
      Site site = workshop.knownStore(store).site();
      for (ConfiguredStore one : stores) {
        if (one.site().equals(site)) {
          one.accept();
        }
      }
      return site;
    });
  }

  @Override
  public Outcome standing(UUID image) throws IOException {
    return operations.run(Job.unattended(), part -> Standing.of(workshop, image));
  }

  @Override
  public void close() throws IOException {
    operations.end();
    resources.close();
  }

  private Copying copying(UUID image, Targets targets) throws IOException {
    return new Copying(workshop, image, targets, FailurePolicy.BEST_EFFORT);
  }

  /** By name, as imports do: an image that is being imported may not have been recorded yet. */
  private <T> T alone(UUID image, String wish, Job job, Operation<T> operation) throws IOException {
    return operations.run(job, part -> {
      String subject = "image named " + workshop.record(image).name();
      try (Occupation entered = occupations.enter(subject, wish, part)) {
        return entered.during(() -> operation.run(part));
      }
    });
  }
}
