// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Set;
import org.diskmill.catalog.ImageStatus;

/**
 * Decides. Touches nothing and reads no clock: the same question always gets the same plan.
 *
 * <p>Safe for use by many threads.
 */
public final class Planner {
  private static final Set<ImageStatus> BEFORE_BYTES =
      Set.of(ImageStatus.QUEUED, ImageStatus.UPLOADING, ImageStatus.IMPORTING);

  /**
   * The plan that fulfils a wish.
   *
   * @throws PlanException when the rules forbid it; the code says which
   */
  public Plan plan(Request request, Topology topology, Observed observed) throws PlanException {
    requireStatus(request, observed);
    Set<Site> targets = TargetSites.of(request, topology, observed);
    return new PlanDraft(request, topology, observed, targets).plan();
  }

  private static void requireStatus(Request request, Observed observed) throws PlanException {
    String image = "image " + request.artifact().image();
    String status = observed.status().text();
    if (request.method() == Request.Method.COPY) {
      if (observed.status() != ImageStatus.ACTIVE) {
        throw new PlanException(
            RuleCode.IMAGE_NOT_ACTIVE, image + ": is " + status + ", only active ones are copied");
      }
      return;
    }
    if (!BEFORE_BYTES.contains(observed.status())) {
      throw new PlanException(
          RuleCode.BAD_STATE_FOR_METHOD, image + ": is " + status + ", so nothing can be imported");
    }
    if (!observed.formatsSet()) {
      throw new PlanException(
          RuleCode.FORMAT_UNSET, image + ": its disk and container formats are not set");
    }
  }
}
