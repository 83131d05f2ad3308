// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServicesTest {
  @Test
  void theClassPathFindsWhatTheModulePathFinds() throws IOException {
    ModuleDescriptor module = Images.class.getModule().getDescriptor();
    for (ModuleDescriptor.Provides provided : module.provides()) {
      Set<String> onClassPath = new TreeSet<>();
      String resource = "META-INF/services/" + provided.service();
      try (InputStream in = Images.class.getModule().getResourceAsStream(resource)) {
        String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        lines.lines().filter(line -> !line.isBlank()).forEach(onClassPath::add);
      }
      assertEquals(new TreeSet<>(provided.providers()), onClassPath, provided.service());
    }
  }

  /** Its jar is an optional dependency, so Maven does not give it to who compiles a module on ours. */
  @Test
  void whoBuildsOnTheModuleNeedsNoModuleThatIsNotThereAtRunTime() {
    for (ModuleDescriptor.Requires needed :
        Images.class.getModule().getDescriptor().requires()) {
      assertFalse(
          needed.modifiers().containsAll(Set.of(Modifier.STATIC, Modifier.TRANSITIVE)),
          needed.toString());
    }
  }
}
