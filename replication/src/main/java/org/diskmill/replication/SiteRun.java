// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Source;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.signing.Proof;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Staged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acts of one run at one site, each of which may find that it was done before. Used by one thread
 * at a time; others read from it only after they were promised that it is ready.
 */
final class SiteRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SiteRun.class);

  private final BoundStore place;
  private final SiteHistory history;
  private final RunContext run;
  private final Executor helpers;
  private final Feeding feeding;
  private @Nullable Intake intake;
  private @Nullable Staged staged;
  private @Nullable ObjectStat shown;
  private @Nullable Hashed seen;

  SiteRun(BoundStore place, SiteHistory history, RunContext run, Executor helpers) {
    this.helpers = helpers;
    this.place = place;
    this.history = history;
    this.run = run;
    this.feeding = new Feeding(this::bytes, helpers);
  }

  String name() {
    return place.site().name();
  }

  /** Opens the way in, unless the store shows the right bytes already. */
  void open() throws IOException {
    run.job().checkpoint();
    Optional<ObjectStat> there = place.store().stat(run.artifact().key());
    if (there.isPresent() && isRight(there.get())) {
      shown = there.get();
      dropUploads();
    } else {
      intake = Intakes.open(place, history.upload(), run);
    }
  }

  /** The way in, if it is open. */
  Optional<Intake> intake() {
    return Optional.ofNullable(intake);
  }

  /** Whether nothing needs to be sent here any more. */
  boolean complete() {
    Optional<DigestTree> tree = run.facts().knownTree();
    return shown != null
        || intake != null && tree.isPresent() && intake.missing(tree.get()).isEmpty();
  }

  /** Makes the object whole, taking what is missing from another site. */
  void stage(Optional<SiteRun> from) throws IOException {
    if (shown != null) {
      return;
    }
    Intake into = opened();
    DigestTree tree = run.facts().tree();
    List<Integer> missing = into.missing(tree);
    if (!missing.isEmpty()) {
      pull(from.orElseThrow(() -> missing(missing.size())).feeding, missing);
    }
    into.restIsHeld(tree);
    staged = into.stage(tree);
    run.recorder()
        .record(new LedgerEntry.Staged(name(), run.artifact().id(), into.sent(), into.held()));
  }

  private void pull(Feeding from, List<Integer> leaves) throws IOException {
    Intake into = opened();
    DigestTree tree = run.facts().tree();
    LeafReading reading = from.join(tree);
    try {
      LeafPull.of(
          reading,
          tree,
          leaves,
          "copying to " + name(),
          run.job(),
          leaf -> into.take(leaf, ReplicationEvent.How.PULLED));
    } finally {
      from.leave();
    }
  }

  /**
   * The store is said to show the artifact; what it shows is remembered. If a crash kept the ledger
   * from knowing, it also kept the upload from being ended.
   */
  void find() throws IOException {
    shown = place
        .store()
        .stat(run.artifact().key())
        .orElseThrow(() -> new TransferException(
            RuleCode.NO_VERIFIED_SOURCE,
            "store " + name() + ": shows nothing of image " + run.artifact().image()));
  }

  /** Makes sure that the bytes are the right ones. */
  void prove(ProofPolicy policy) throws IOException {
    if (policy == ProofPolicy.RECORDED && recorded().isPresent() && stated()) {
      return;
    }
    DigestTree tree = run.facts().tree();
    Hashed bytes = seen != null && flatKnown(seen) ? seen : readBack(bytes());
    if (shown != null && !bytes.tree().equals(tree)) {
      throw new TransferException(
          RuleCode.REPLICA_CORRUPT, "store " + name() + ": shows other bytes than were taken in");
    }
    ReadBack.requireEqual(name(), bytes.tree(), tree);
    seen = bytes;
    run.recorder().record(new LedgerEntry.Proven(name(), run.artifact().id(), tree.root()));
    if (isCentral()) {
      state(bytes);
    }
  }

  /** Shows the bytes at the centre. */
  void publishCentral() throws IOException {
    publish();
  }

  /** Shows the bytes at an edge, with the ledger's word that the site above shows them. */
  void publishEdge(LedgerEntry.Published upstream) throws IOException {
    if (!upstream.artifact().equals(run.artifact().id())) {
      throw new IllegalStateException("upstream: published " + upstream.artifact());
    }
    publish();
  }

  /** What this site holds, for others to read. The caller closes it. */
  Source bytes() throws IOException {
    if (shown != null) {
      return place.store().open(shown);
    }
    if (staged != null) {
      return staged.open();
    }
    throw new IllegalStateException("store " + name() + ": has nothing to read yet");
  }

  /** Throws away what is not shown, unless it is worth keeping for another try. */
  void giveUp(IOException failure) throws IOException {
    if (Failures.passing(failure)) {
      return;
    }
    if (staged != null && shown == null) {
      staged.discard();
    } else if (intake != null) {
      intake.abort();
    }
  }

  SiteResult result(SiteResult.State state, RuleCode code, String reason) {
    int sent = intake == null ? 0 : intake.sent();
    int held = intake == null ? 0 : intake.held();
    String name = state == SiteResult.State.FAILED ? code.name() : "";
    return new SiteResult(state, name, reason, sent, held);
  }

  @Override
  public void close() throws IOException {
    if (intake != null) {
      intake.close();
    }
  }

  private void publish() throws IOException {
    if (shown == null) {
      show(staged(), proof());
      return;
    }
    if (seen != null) {
      Proof fits = proof();
      LOG.debug("store {}: shows it already, {}", name(), fits);
    }
    Optional<LedgerEntry.Published> before = recorded();
    run.facts().published(before.isPresent() ? before.get() : record(shown, true));
  }

  /** That the bytes which were read back are the ones that this service took in. */
  private Proof proof() throws IOException {
    LedgerEntry.Attested statement = run.facts()
        .statement()
        .orElseThrow(() -> new IllegalStateException("nothing was attested"));
    if (seen == null) {
      throw new IllegalStateException("store " + name() + ": nothing was read back");
    }
    return run.attestor().prove(statement.statement(), run.artifact(), seen);
  }

  /** Shows what is staged, unless the store shows it already. Asks for a proof and never opens it. */
  private void show(Staged whole, Proof proof) throws IOException {
    LOG.debug("store {}: about to show it, {}", name(), proof);
    Optional<ObjectStat> there = place.store().stat(run.artifact().key());
    boolean adopted = there.isPresent() && isRight(there.get());
    ObjectStat now;
    if (adopted) {
      whole.discard();
      now = there.get();
    } else {
      now = whole.publish(place.expecting(there));
    }
    shown = now;
    run.facts().published(record(now, adopted));
  }

  private LedgerEntry.Published record(ObjectStat stat, boolean adopted) throws IOException {
    return run.recorder()
        .record(new LedgerEntry.Published(
            name(), run.artifact().id(), stat.size(), stat.version(), adopted));
  }

  /** Makes our own statement about the bytes, or checks that the one we made is about them. */
  private void state(Hashed bytes) throws IOException {
    if (stated()) {
      return;
    }
    String statement = run.attestor().attest(run.artifact(), bytes);
    Digest flat = bytes.flat(Digest.SHA_512).orElseThrow();
    run.facts()
        .statement(
            run.recorder().record(new LedgerEntry.Attested(run.artifact().id(), statement, flat)));
  }

  private boolean stated() {
    return run.facts().statement().isPresent();
  }

  private boolean flatKnown(Hashed bytes) {
    return !isCentral() || stated() || bytes.flat(Digest.SHA_512).isPresent();
  }

  /** What the ledger says of exactly the version that the store shows. */
  private Optional<LedgerEntry.Published> recorded() {
    return history
        .published()
        .filter(entry -> shown != null && entry.version().equals(shown.version()))
        .filter(entry -> entry.artifact().equals(run.artifact().id()));
  }

  /** Whether a store shows the artifact: as the ledger says, or as reading it back does. */
  private boolean isRight(ObjectStat stat) throws IOException {
    Optional<DigestTree> tree = run.facts().knownTree();
    if (tree.isEmpty() || stat.size() != tree.get().size()) {
      return false;
    }
    Hashed bytes = readBack(place.store().open(stat));
    if (bytes.tree().equals(tree.get())) {
      seen = bytes;
      return true;
    }
    return false;
  }

  private Hashed readBack(Source bytes) throws IOException {
    return isCentral() && !stated()
        ? ReadBack.of(bytes, name(), run.leafBytes(), helpers, run.job(), Digest.SHA_512)
        : ReadBack.of(bytes, name(), run.leafBytes(), helpers, run.job());
  }

  private void dropUploads() throws IOException {
    if (history.upload().isPresent()) {
      Intakes.end(place.store(), history.upload().get());
    }
    Intakes.abandonAll(place.store(), run.artifact().key());
  }

  private boolean isCentral() {
    return place.site() instanceof Site.Central;
  }

  private Intake opened() throws IOException {
    if (intake == null) {
      open();
    }
    return intake().orElseThrow(() -> new IllegalStateException("store " + name() + ": not open"));
  }

  private Staged staged() {
    if (staged == null) {
      throw new IllegalStateException("store " + name() + ": nothing is staged");
    }
    return staged;
  }

  private TransferException missing(int count) {
    return new TransferException(
        RuleCode.STORE_FAILED, "store " + name() + ": " + count + " leaves never arrived");
  }
}
