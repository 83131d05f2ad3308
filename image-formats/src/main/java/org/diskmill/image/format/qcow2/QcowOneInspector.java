// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** Version 1 has qcow2's magic and another layout, with a backing file in it. */
public final class QcowOneInspector implements SafetyInspector {
  @Override
  public String format() {
    return "qcow";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headInt(0) == Qcow2Header.MAGIC && window.headInt(4) < 2;
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of(new Hazard("not-read", source + ": qcow version 1 is not read"));
  }
}
