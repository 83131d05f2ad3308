// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.time.Duration;
import org.diskmill.io.Job;
import org.diskmill.io.RetryPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats calls whose failure is worth it. */
record Retrying(String name, RetryPolicy policy, Job job, Pause pause) implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingStore.class);

  @Override
  public <T> T around(StoreCall call, Action<T> action) throws IOException {
    int attempts = call == StoreCall.CLOSE ? 1 : policy.attempts();
    for (int failures = 1; failures < attempts; failures++) {
      try {
        return action.run();
      } catch (StoreException failed) {
        if (!failed.worthRetrying()) {
          throw failed;
        }
        Duration wait = policy.waitAfter(failures);
        LOG.info(
            "{}: {} failed, try {} of {} in {}: {}",
            name,
            call,
            failures + 1,
            attempts,
            wait,
            failed.getMessage());
        pause.pause(wait, job);
      }
    }
    return action.run();
  }
}
