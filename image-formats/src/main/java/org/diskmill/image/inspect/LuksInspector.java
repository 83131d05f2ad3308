// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/** A disk that is encrypted as a whole. */
public final class LuksInspector implements SafetyInspector {
  /** Called by the service loader. */
  public LuksInspector() {}

  @Override
  public String format() {
    return "luks";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "LUKS\u00ba\u00be");
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of(
        new Hazard("encrypted", source + ": is a LUKS container, so its content cannot be seen"));
  }
}
