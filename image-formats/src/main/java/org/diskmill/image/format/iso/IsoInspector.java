// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** An optical disc names no other file. */
final class IsoInspector implements SafetyInspector {
  @Override
  public String format() {
    return "iso";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return IsoMarks.on(window);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of();
  }
}
