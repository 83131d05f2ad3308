// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.Location;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Job;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.Artifact;
import org.diskmill.replication.BoundStore;
import org.diskmill.replication.History;
import org.diskmill.replication.LeafPull;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.signing.UntrustedException;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.StoreException;

/** Reads copies that are there: to check them, or to give them out. */
final class CopyReading {
  private final Workshop workshop;
  private final ImageRecord record;
  private final History history;
  private final Artifact artifact;
  private final DigestTree tree;

  CopyReading(Workshop workshop, UUID image) throws IOException {
    this.workshop = workshop;
    ImageRecord stored = workshop.record(image);
    this.history = workshop.history(image);
    this.record = Settling.told(workshop, stored, history);
    this.artifact = workshop.artifact(image, history);
    this.tree = history
        .tree(artifact.id())
        .orElseThrow(() ->
            new PlanException(RuleCode.IMAGE_NOT_ACTIVE, "image " + image + ": has no bytes yet"));
  }

  List<CopyCheck> checkAll(Job job) throws IOException {
    List<CopyCheck> checks = new ArrayList<>();
    for (Location location : record.locations()) {
      checks.add(check(location, job));
    }
    return checks;
  }

  /** Checks each leaf before any of it is written. */
  void save(Optional<String> wanted, Sink out, Job job) throws IOException {
    BoundStore store =
        workshop.knownStore(wanted.orElse(workshop.topology().central().name()));
    ObjectStat stat = store
        .store()
        .stat(artifact.key())
        .orElseThrow(() -> new PlanException(
            RuleCode.NO_VERIFIED_SOURCE,
            "store " + store.site().name() + ": has no copy of image " + record.id()));
    List<Integer> all = IntStream.range(0, tree.leafCount()).boxed().toList();
    try (Source source = store.store().open(stat)) {
      LeafPull.of(
          source,
          tree,
          all,
          "saving",
          workshop.helpers(),
          job,
          leaf -> out.write(leaf.bytes().duplicate()));
    }
  }

  private CopyCheck check(Location location, Job job) throws IOException {
    Optional<BoundStore> store = workshop.store(location.store());
    if (store.isEmpty()) {
      return found(location, CopyCheck.State.UNKNOWN, "the store is not in the configuration");
    }
    try {
      Optional<ObjectStat> stat = store.get().store().stat(artifact.key());
      if (stat.isEmpty()) {
        return found(location, CopyCheck.State.MISSING, "the store shows nothing");
      }
      return compare(location, store.get().store().open(stat.get()), job);
    } catch (UntrustedException | RuleException bad) {
      return found(location, CopyCheck.State.BAD, String.valueOf(bad.getMessage()));
    } catch (StoreException failed) {
      boolean bad = failed.reason() == StoreException.Reason.CORRUPTED;
      return found(
          location,
          bad ? CopyCheck.State.BAD : CopyCheck.State.UNKNOWN,
          String.valueOf(failed.getMessage()));
    } catch (IOException failed) {
      // Of one store, and no reason not to check the others. Some say nothing but their name.
      return found(location, CopyCheck.State.UNKNOWN, failed.toString());
    }
  }

  private CopyCheck compare(Location location, Source source, Job job) throws IOException {
    try (source) {
      String activity = "verifying " + location.store();
      Hashed bytes = Sources.hash(source, tree.leafBytes(), activity, workshop.helpers(), job);
      if (!bytes.tree().equals(tree)) {
        return found(location, CopyCheck.State.BAD, difference(bytes.tree()));
      }
      String statement = history.statement(artifact.id()).orElseThrow().statement();
      workshop.attestor().prove(statement, artifact, bytes);
      return found(location, CopyCheck.State.GOOD, "");
    }
  }

  private String difference(DigestTree found) {
    if (found.size() != tree.size()) {
      return "holds " + found.size() + " bytes, expected " + tree.size();
    }
    int index = 0;
    while (found.leaf(index).equals(tree.leaf(index))) {
      index++;
    }
    return "differs from what was taken in, first in the " + (tree.leafBytes() >> 20) + " MiB at "
        + (long) index * tree.leafBytes();
  }

  private static CopyCheck found(Location location, CopyCheck.State state, String detail) {
    return new CopyCheck(location.store(), location.url(), state, detail);
  }
}
