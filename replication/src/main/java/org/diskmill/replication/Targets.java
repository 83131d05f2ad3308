// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.List;

/** Which stores are meant. */
public sealed interface Targets {
  /** The centre. */
  record Default() implements Targets {}

  /** Every store that can be written to. */
  record All() implements Targets {}

  /**
   * These.
   *
   * @param stores ids, as the caller gave them; checked by the planner
   */
  record Listed(List<String> stores) implements Targets {
    public Listed {
      stores = List.copyOf(stores);
    }
  }
}
