// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/** A format that is known by its marks, and is never opened. */
abstract sealed class RefusedInspector implements SafetyInspector
    permits BochsInspector, CloopInspector, DmgInspector, QedInspector {
  private final String format;

  RefusedInspector(String format) {
    this.format = format;
  }

  @Override
  public final String format() {
    return format;
  }

  @Override
  public final List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of(new Hazard("banned", source + ": is a " + format + " image, which is refused"));
  }
}
