// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import java.util.OptionalLong;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Store;
import org.junit.jupiter.api.Nested;

/**
 * What every store must do. A new store's whole test is a subclass that says how to make one.
 *
 * <p>Each nested class is a topic; those named after a {@link org.diskmill.store.Capability} are
 * skipped for stores that do not claim it, and a store may claim only what passes.
 */
public abstract class StoreContract {
  /** For subclasses. */
  protected StoreContract() {}

  /** A store in which there is nothing. Called once a test, which closes it. */
  protected abstract Store fresh() throws Exception;

  /**
   * The store of the last {@link #fresh}, as another process would open it. The first one may be
   * closed by then, or not.
   */
  protected abstract Store again() throws Exception;

  /**
   * Puts something into the last store that is not under a key, as others who use the same place
   * may do.
   *
   * @return false if this store has no room for such names
   */
  protected boolean plantForeign(String name) throws Exception {
    return false;
  }

  /** How many bytes an object takes up, for stores with SPARSE; empty if it cannot be told here. */
  protected OptionalLong storedBytes(ObjectKey key) throws Exception {
    return OptionalLong.empty();
  }

  /** What becomes visible, and when. */
  @Nested
  class Publishing extends PublishingTests {
    Publishing() {
      super(StoreContract.this);
    }
  }

  /** What it is known by. */
  @Nested
  class Identity extends IdentityTests {
    Identity() {
      super(StoreContract.this);
    }
  }

  /** Ranges, ends, versions. */
  @Nested
  class Reading extends ReadingTests {
    Reading() {
      super(StoreContract.this);
    }
  }

  /** Order and pages, also while things change. */
  @Nested
  class Listing extends ListingTests {
    Listing() {
      super(StoreContract.this);
    }
  }

  /** Names that are no keys. */
  @Nested
  class Hostile extends HostileTests {
    Hostile() {
      super(StoreContract.this);
    }
  }

  /** Several threads at once. */
  @Nested
  class Concurrency extends ConcurrencyTests {
    Concurrency() {
      super(StoreContract.this);
    }
  }

  /** What a crash leaves behind. */
  @Nested
  class Crashing extends CrashingTests {
    Crashing() {
      super(StoreContract.this);
    }
  }

  /** Uploads that nobody finished, where the store can list them. */
  @Nested
  class Sweeping extends SweepingTests {
    Sweeping() {
      super(StoreContract.this);
    }
  }

  /** STAGING. */
  @Nested
  class Staging extends StagingTests {
    Staging() {
      super(StoreContract.this);
    }
  }

  /** CONDITIONAL_PUBLISH. */
  @Nested
  class Conditions extends ConditionsTests {
    Conditions() {
      super(StoreContract.this);
    }
  }

  /** RESUMABLE. */
  @Nested
  class Resuming extends ResumingTests {
    Resuming() {
      super(StoreContract.this);
    }
  }

  /** UNORDERED_PARTS. */
  @Nested
  class Unordered extends UnorderedTests {
    Unordered() {
      super(StoreContract.this);
    }
  }

  /** CHECKED_PARTS. */
  @Nested
  class Checking extends CheckingTests {
    Checking() {
      super(StoreContract.this);
    }
  }

  /** SPARSE. */
  @Nested
  class Sparseness extends SparsenessTests {
    Sparseness() {
      super(StoreContract.this);
    }
  }
}
