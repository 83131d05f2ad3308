// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import org.diskmill.testkit.NamedNulls;
import org.junit.jupiter.api.Test;

class OpenOptionsTest {
  @Test
  void nullsAreRefusedAtOnceByTheirNames() throws ReflectiveOperationException {
    NamedNulls.assertRefused(OpenOptions.as("qcow2"));
  }
}
