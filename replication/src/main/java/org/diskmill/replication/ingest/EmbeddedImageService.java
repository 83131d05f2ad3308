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
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.Topology;
import org.diskmill.replication.ingest.Occupations.Occupation;
import org.diskmill.replication.ingest.fetch.Fetching;

/** The image service of one process, which alone has its data directory open. */
final class EmbeddedImageService implements ImageService {
  private final Workshop workshop;
  private final ArtifactMaker maker;
  private final Fetching fetching;
  private final Resources resources;
  private final Occupations occupations = new Occupations();
  private volatile boolean closed;

  EmbeddedImageService(
      Workshop workshop, ArtifactMaker maker, Fetching fetching, Resources resources) {
    this.fetching = fetching;
    this.workshop = workshop;
    this.maker = maker;
    this.resources = resources;
  }

  @Override
  public Topology topology() {
    return workshop.topology();
  }

  @Override
  public ImportResult importImage(ImportRequest request, Job job) throws IOException {
    String subject = "image named " + request.name();
    try (Occupation entered = occupations.enter(subject, request, job)) {
      return entered.during(() -> new Importing(workshop(), maker, fetching, request, job).run());
    }
  }

  @Override
  public ImportResult copy(UUID image, Targets targets, Job job) throws IOException {
    try (Occupation entered = occupy(image, "copy to " + targets, job)) {
      return entered.during(
          () -> new Copying(workshop(), image, targets, FailurePolicy.BEST_EFFORT).run(false, job));
    }
  }

  @Override
  public Plan plan(UUID image, Targets targets) throws IOException {
    return new Copying(workshop(), image, targets, FailurePolicy.BEST_EFFORT).plan(false);
  }

  @Override
  public List<ImageRecord> list() throws IOException {
    return workshop().catalog().list();
  }

  @Override
  public ImageRecord show(UUID image) throws IOException {
    return workshop().record(image);
  }

  @Override
  public void save(UUID image, Optional<String> store, Sink out, Job job) throws IOException {
    new CopyReading(workshop(), image).save(store, out, job);
  }

  @Override
  public List<CopyCheck> verify(UUID image, Job job) throws IOException {
    return new CopyReading(workshop(), image).checkAll(job);
  }

  @Override
  public SortedMap<String, SiteResult> delete(UUID image) throws IOException {
    try (Occupation entered = occupy(image, "delete", Job.unattended())) {
      return entered.during(() -> new Deleting(workshop(), image).everywhere());
    }
  }

  @Override
  public ImageRecord deleteFromStore(UUID image, String store) throws IOException {
    try (Occupation entered = occupy(image, "delete from " + store, Job.unattended())) {
      return entered.during(() -> new Deleting(workshop(), image).from(store));
    }
  }

  @Override
  public Outcome standing(UUID image) throws IOException {
    return Standing.of(workshop(), image);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    resources.close();
  }

  private Workshop workshop() {
    if (closed) {
      throw new IllegalStateException("this image service was closed");
    }
    return workshop;
  }

  /** By name, as imports do: an image that is being imported may not have been recorded yet. */
  private Occupation occupy(UUID image, String wish, Job job) throws IOException {
    return occupations.enter("image named " + workshop().record(image).name(), wish, job);
  }
}
