// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of VDI: a parent. */
final class VdiInspector implements SafetyInspector {
  private static final long SIGNATURE_BIG_ENDIAN = 0x7f10dabeL;

  @Override
  public String format() {
    return "vdi";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headInt(0x40) == SIGNATURE_BIG_ENDIAN;
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    VdiHeader header = VdiHeader.read(source, limits);
    return header.hasParent() || !header.parent().equals(VdiHeader.NO_ID)
        ? List.of(new Hazard("parent", source + ": is a differencing disk, based on another file"))
        : List.of();
  }
}
