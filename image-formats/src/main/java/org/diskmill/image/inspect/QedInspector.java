// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/** QED is maintained by nobody, and can name a backing file: always refused. */
public final class QedInspector implements SafetyInspector {
  /** Called by the service loader. */
  public QedInspector() {}

  @Override
  public String format() {
    return "qed";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "QED\0");
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of(new Hazard("banned", source + ": QED images are refused"));
  }
}
