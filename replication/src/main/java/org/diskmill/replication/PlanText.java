// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** A plan in words: what a dry run shows. */
public final class PlanText {
  private PlanText() {}

  /** One line for the whole and one a step, each ending with a line break. */
  public static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append("image ").append(plan.artifact().image()).append(" as ");
    text.append(plan.artifact().form()).append(", ");
    text.append(
        plan.policy() == FailurePolicy.BEST_EFFORT
            ? "stores that fail are left out\n"
            : "all stores or none\n");
    int number = 0;
    for (Step step : plan.steps()) {
      text.append("%3d  %-10s ".formatted(++number, step.site().name()));
      text.append(describe(step)).append('\n');
    }
    plan.skipped().forEach((site, why) -> text.append("  -  %-10s %s%n".formatted(site, why)));
    if (plan.isEmpty()) {
      text.append("nothing to do\n");
    }
    return text.toString();
  }

  private static String describe(Step step) {
    if (step instanceof Step.StageLive) {
      return "take in, unseen, while the image is made";
    }
    if (step instanceof Step.StagePull pull) {
      return "take in, unseen, from " + pull.upstream().site().name();
    }
    if (step instanceof Step.Found) {
      return "has it already";
    }
    if (step instanceof Step.Prove prove) {
      return prove.policy() == ProofPolicy.READ_BACK
          ? "read back and compare with the digest tree"
          : "compare with what the ledger says was proven";
    }
    if (step instanceof Step.PublishEdge publish) {
      return "show, after " + publish.upstream().site().name();
    }
    return "show";
  }
}
