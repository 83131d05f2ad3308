// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/**
 * The dangers of VHDX: a parent, and a log that has not been replayed: [MS-VHDX 2.2, 2.6]. It looks
 * with the reader's eyes, through the log and at the copies that count, so that no file shows it
 * something else than it shows the reader.
 */
final class VhdxInspector implements SafetyInspector {
  @Override
  public String format() {
    return "vhdx";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, VhdxFile.SIGNATURE);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    VhdxDescription description = VhdxFile.open(source, limits, true).description();
    List<Hazard> hazards = new ArrayList<>();
    if (description.header().logInUse()) {
      hazards.add(new Hazard(
          "log", source + ": has a log that is not replayed; many readers return old data"));
    }
    if (description.metadata().hasParent()
        || description.metadata().contradiction().isPresent()) {
      hazards.add(new Hazard("parent", source + ": is a differencing disk, based on another file"));
    }
    return hazards;
  }
}
