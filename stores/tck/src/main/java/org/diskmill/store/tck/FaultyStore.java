// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.io.IOException;
import java.util.Set;
import org.diskmill.store.InterceptedStore;
import org.diskmill.store.Interceptor;
import org.diskmill.store.Store;
import org.diskmill.store.StoreCall;
import org.diskmill.store.StoreException;
import org.diskmill.testkit.Faults;
import org.diskmill.testkit.InjectedFault;

/** A store some of whose calls fail, before or after they were done. Safe for many threads. */
public final class FaultyStore extends InterceptedStore {
  /**
   * A store in front of {@code inner}.
   *
   * @param calls which calls may fail, and are counted
   * @param reason as what they fail
   * @param faults which of them do
   */
  public FaultyStore(
      Store inner,
      Set<StoreCall> calls,
      Moment moment,
      StoreException.Reason reason,
      Faults faults) {
    super(inner, new Failing(Set.copyOf(calls), moment, reason, faults));
  }

  private record Failing(
      Set<StoreCall> calls, Moment moment, StoreException.Reason reason, Faults faults)
      implements Interceptor {
    @Override
    public <T> T around(StoreCall call, Action<T> action) throws IOException {
      if (!calls.contains(call)) {
        return action.run();
      }
      if (moment == Moment.BEFORE) {
        mayFail(call);
        return action.run();
      }
      T answer = action.run();
      try {
        mayFail(call);
      } catch (StoreException fault) {
        LostAnswers.close(answer);
        throw fault;
      }
      return answer;
    }

    private void mayFail(StoreCall call) throws IOException {
      try {
        faults.call(call + " (" + moment + ")");
      } catch (InjectedFault fault) {
        throw new StoreException(reason, String.valueOf(fault.getMessage()), fault);
      }
    }
  }
}
