// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import org.diskmill.io.Job;
import org.diskmill.io.RetryPolicy;

/**
 * A store that tries again what is worth trying again. The only place where that is done.
 *
 * <p>Between two tries it waits as the policy says; a wait ends early when the job is cancelled.
 * Every call of {@link Store} can be repeated, so this is safe for all of them; closing is not
 * repeated. Closing closes the store behind it. Safe for use by many threads.
 */
public final class RetryingStore extends InterceptedStore {
  /**
   * A store in front of {@code inner}.
   *
   * @param job the work that the calls belong to; its cancellation ends waits
   */
  public RetryingStore(Store inner, RetryPolicy policy, Job job) {
    this(inner, policy, job, Pause.PARKING);
  }

  RetryingStore(Store inner, RetryPolicy policy, Job job, Pause pause) {
    super(inner, new Retrying(inner.toString(), policy, job, pause));
  }
}
