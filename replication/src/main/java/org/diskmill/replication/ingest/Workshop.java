// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.diskmill.catalog.Catalog;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.Attestor;
import org.diskmill.replication.BoundStore;
import org.diskmill.replication.History;
import org.diskmill.replication.Observed;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.PlanRunner;
import org.diskmill.replication.ReplicationListener;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.Site;
import org.diskmill.replication.Survey;
import org.diskmill.replication.Topology;
import org.diskmill.replication.ledger.Ledger;

/**
 * What all work on images is done with.
 *
 * @param stores one for each site of the topology
 * @param helpers hash beside the thread that reads
 */
record Workshop(
    Catalog catalog,
    Ledger ledger,
    Topology topology,
    List<BoundStore> stores,
    Attestor attestor,
    Collection<ReplicationListener> listeners,
    Executor helpers) {

  PlanRunner runner() {
    return new PlanRunner(stores, ledger, attestor, List.copyOf(listeners));
  }

  ImageRecord record(UUID image) throws IOException {
    return catalog
        .find(image)
        .filter(record -> record.status() != ImageStatus.DELETED)
        .orElseThrow(
            () -> new PlanException(RuleCode.UNKNOWN_IMAGE, "image " + image + ": is not known"));
  }

  History history(UUID image) throws IOException {
    return History.of(ledger.lines(image));
  }

  /** What the image's copies are copies of, as the ledger has it. */
  Artifact artifact(UUID image, History history) throws IOException {
    String form = history
        .asked()
        .map(asked -> asked.form())
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new PlanException(RuleCode.IMAGE_NOT_ACTIVE, "image " + image + ": has no bytes yet"));
    return new Artifact(image, form);
  }

  Observed observed(ImageRecord record, Artifact artifact, History history) throws IOException {
    boolean formats =
        record.diskFormat().isPresent() && record.containerFormat().isPresent();
    return Survey.of(artifact, record.status(), formats, stores, history);
  }

  Optional<BoundStore> store(String id) {
    return stores.stream().filter(store -> store.site().name().equals(id)).findFirst();
  }

  BoundStore knownStore(String id) throws PlanException {
    return store(id)
        .orElseThrow(() -> new PlanException(
            RuleCode.UNKNOWN_STORE,
            "store " + id + ": is not known, there are "
                + stores.stream().map(store -> store.site().name()).toList()));
  }

  /** Edges before what feeds them, the centre last. */
  List<BoundStore> farthestFirst() {
    return stores.stream()
        .sorted(
            Comparator.comparingInt((BoundStore store) -> depth(store.site())).reversed())
        .toList();
  }

  private static int depth(Site site) {
    return site instanceof Site.Edge edge ? depth(edge.upstream()) + 1 : 0;
  }
}
