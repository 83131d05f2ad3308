// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** A Parallels image file names no other file; its descriptor, which does, is another file. */
public final class ParallelsInspector implements SafetyInspector {
  @Override
  public String format() {
    return "parallels";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "WithoutFreeSpace") || window.headHas(0, "WithouFreSpacExt");
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of();
  }
}
