// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Targets ALL = new Targets.All();
  private static final List<CopyState> STATES = List.of(CopyState.values());

  private final Artifact artifact = new Artifact(new UUID(1, 2), "qcow2");
  private final Map<String, CopyState> copies = new HashMap<>();
  private final Planner planner = new Planner();
  private Topology topology;
  private Set<String> listening = Set.of("c", "near", "far", "other");
  private ImageStatus status = ImageStatus.QUEUED;
  private boolean formatsSet = true;

  @BeforeEach
  void topology() throws IOException {
    topology = Topology.builder()
        .central("c")
        .edge("near")
        .edge("far", "near")
        .edge("other")
        .edge("closed")
        .readOnly("closed")
        .build();
  }

  private static Targets stores(String... names) {
    return new Targets.Listed(List.of(names));
  }

  private Plan plan(Request.Method method, Targets targets, FailurePolicy policy, boolean repeated)
      throws PlanException {
    return planner.plan(
        new Request(method, artifact, targets, policy, repeated),
        topology,
        new Observed(status, formatsSet, copies, listening));
  }

  private Plan plan(Request.Method method, Targets targets) throws PlanException {
    return plan(method, targets, FailurePolicy.BEST_EFFORT, false);
  }

  private List<String> steps(Request.Method method, Targets targets) throws PlanException {
    return plan(method, targets).steps().stream().map(Step::id).toList();
  }

  private void refuses(RuleCode code, Request.Method method, Targets targets) {
    assertThatExceptionOfType(PlanException.class)
        .isThrownBy(() -> plan(method, targets))
        .matches(refusal -> refusal.code() == code, code.name());
  }

  @Test
  void withoutATargetTheCentreIsMeant() throws PlanException {
    assertThat(steps(Request.Method.IMPORT_LOCAL, new Targets.Default()))
        .containsExactly("stage-live c", "prove c", "publish c");
  }

  @Test
  void allListenInAndTheCentreShowsFirst() throws PlanException {
    assertThat(steps(Request.Method.IMPORT_URI, ALL))
        .containsExactly(
            "stage-live c",
            "stage-live near",
            "stage-live far",
            "stage-live other",
            "prove c",
            "publish c",
            "prove near",
            "publish near",
            "prove far",
            "publish far",
            "prove other",
            "publish other");
  }

  @Test
  void aStoreThatCannotKeepThingsUnseenPulls() throws PlanException {
    listening = Set.of("c");

    assertThat(steps(Request.Method.IMPORT_LOCAL, stores("near", "c")))
        .containsExactly(
            "stage-live c",
            "prove c",
            "publish c",
            "stage-pull near",
            "prove near",
            "publish near");
  }

  @Test
  void togetherEverythingIsProvenBeforeAnythingIsShown() throws PlanException {
    Plan plan = plan(Request.Method.IMPORT_LOCAL, ALL, FailurePolicy.ALL_OR_NOTHING, false);

    List<Boolean> shows =
        plan.steps().stream().map(Step.Publish.class::isInstance).toList();
    assertThat(shows.indexOf(true)).isEqualTo(8);
    assertThat(shows.lastIndexOf(false)).isEqualTo(7);
  }

  @Test
  void togetherAStoreThatCannotKeepThingsUnseenIsRefused() {
    listening = Set.of("c");

    assertThatExceptionOfType(PlanException.class)
        .isThrownBy(() -> plan(
            Request.Method.IMPORT_LOCAL, stores("c", "near"), FailurePolicy.ALL_OR_NOTHING, false))
        .matches(refusal -> refusal.code() == RuleCode.STORE_NOT_WRITABLE);
  }

  @Test
  void listsOfTargetsAreChecked() {
    refuses(RuleCode.NO_TARGETS, Request.Method.IMPORT_LOCAL, stores());
    refuses(RuleCode.UNKNOWN_STORE, Request.Method.IMPORT_LOCAL, stores("c", "moon"));
    refuses(RuleCode.DUPLICATE_TARGET, Request.Method.IMPORT_LOCAL, stores("c", "c"));
    refuses(RuleCode.STORE_NOT_WRITABLE, Request.Method.IMPORT_LOCAL, stores("c", "closed"));
    refuses(
        RuleCode.LOCAL_IMPORT_MUST_INCLUDE_CENTRAL, Request.Method.IMPORT_LOCAL, stores("near"));
    refuses(RuleCode.CENTRAL_COPY_MISSING, Request.Method.IMPORT_URI, stores("near"));
  }

  @Test
  void anImportNeedsAnImageThatWaitsForBytes() {
    status = ImageStatus.ACTIVE;
    refuses(RuleCode.BAD_STATE_FOR_METHOD, Request.Method.IMPORT_LOCAL, ALL);
    status = ImageStatus.QUEUED;
    formatsSet = false;
    refuses(RuleCode.FORMAT_UNSET, Request.Method.IMPORT_LOCAL, ALL);
  }

  @Test
  void aCopyNeedsAnActiveImageWithASoundCentralCopy() {
    refuses(RuleCode.IMAGE_NOT_ACTIVE, Request.Method.COPY, ALL);
    status = ImageStatus.ACTIVE;
    refuses(RuleCode.CENTRAL_COPY_MISSING, Request.Method.COPY, stores("near"));
    copies.put("c", CopyState.CORRUPT);
    refuses(RuleCode.REPLICA_CORRUPT, Request.Method.COPY, stores("near"));
  }

  @Test
  void aCopyStandsOnWhatTheLedgerKnowsOfTheCentre() throws PlanException {
    status = ImageStatus.ACTIVE;
    copies.put("c", CopyState.VERIFIED);

    Plan plan = plan(Request.Method.COPY, stores("near"));

    assertThat(plan.steps())
        .extracting(Step::id)
        .containsExactly(
            "found c", "prove c", "publish c", "stage-pull near", "prove near", "publish near");
    assertThat(((Step.Prove) plan.steps().get(1)).policy()).isEqualTo(ProofPolicy.RECORDED);
  }

  @Test
  void aCentralCopyThatNobodyReadBackIsReadBackFirst() throws PlanException {
    status = ImageStatus.ACTIVE;
    copies.put("c", CopyState.PRESENT);

    Plan plan = plan(Request.Method.COPY, stores("near"));

    assertThat(((Step.Prove) plan.steps().get(1)).policy()).isEqualTo(ProofPolicy.READ_BACK);
  }

  @Test
  void anEdgeIsFedByTheEdgeAboveIt() throws PlanException {
    status = ImageStatus.ACTIVE;
    copies.put("c", CopyState.VERIFIED);
    refuses(RuleCode.NO_VERIFIED_SOURCE, Request.Method.COPY, stores("far"));

    copies.put("near", CopyState.VERIFIED);
    Step.StagePull pull = plan(Request.Method.COPY, stores("far")).steps().stream()
        .filter(Step.StagePull.class::isInstance)
        .map(Step.StagePull.class::cast)
        .findFirst()
        .orElseThrow();
    assertThat(pull.upstream().site().name()).isEqualTo("near");
  }

  @Test
  void whatIsThereIsRefusedByNameAndSkippedForAll() throws PlanException {
    status = ImageStatus.ACTIVE;
    copies.put("c", CopyState.VERIFIED);
    copies.put("near", CopyState.VERIFIED);
    refuses(RuleCode.ALREADY_PRESENT, Request.Method.COPY, stores("near"));

    Plan plan = plan(Request.Method.COPY, ALL);
    assertThat(plan.skipped()).containsOnlyKeys("c", "near");
    assertThat(plan.sites()).extracting(Site::name).containsExactly("c", "near", "far", "other");

    Plan again = plan(Request.Method.COPY, stores("near"), FailurePolicy.BEST_EFFORT, true);
    assertThat(again.isEmpty()).isTrue();
  }

  @Test
  void aPlanReadsLikeThis() throws PlanException {
    status = ImageStatus.ACTIVE;
    copies.put("c", CopyState.VERIFIED);
    copies.put("near", CopyState.VERIFIED);

    assertThat(plan(Request.Method.COPY, stores("far", "near"), FailurePolicy.BEST_EFFORT, true))
        .hasToString("""
            image 00000000-0000-0001-0000-000000000002 as qcow2, stores that fail are left out
              1  c          has it already
              2  c          compare with what the ledger says was proven
              3  c          show
              4  near       has it already
              5  near       compare with what the ledger says was proven
              6  near       show, after c
              7  far        take in, unseen, from near
              8  far        read back and compare with the digest tree
              9  far        show, after near
              -  near       has it already, verified
            """);
  }

  @Test
  void everyPlanThatIsMadeCanBeFollowedFromTopToBottom() {
    Seeds.each(500, random -> {
      topology = World.randomTopology(random);
      copies.clear();
      topology
          .sites()
          .forEach(site -> copies.put(site.name(), STATES.get(random.nextInt(STATES.size()))));
      listening = random.nextBoolean() ? copies.keySet() : Set.of("c");
      status = random.nextBoolean() ? ImageStatus.ACTIVE : ImageStatus.IMPORTING;
      FailurePolicy policy =
          random.nextBoolean() ? FailurePolicy.BEST_EFFORT : FailurePolicy.ALL_OR_NOTHING;
      try {
        Plan made = plan(
            status == ImageStatus.ACTIVE ? Request.Method.COPY : Request.Method.IMPORT_LOCAL,
            ALL,
            policy,
            true);
        // The constructor of a plan checks the order; this one that nobody was left out.
        for (Site site : topology.sites()) {
          assertThat(made.sites().contains(site) || made.skipped().containsKey(site.name()))
              .isTrue();
        }
      } catch (PlanException refused) {
        assertThat(refused.code())
            .isIn(
                RuleCode.REPLICA_CORRUPT,
                RuleCode.CENTRAL_COPY_MISSING,
                RuleCode.STORE_NOT_WRITABLE);
      }
    });
  }
}
