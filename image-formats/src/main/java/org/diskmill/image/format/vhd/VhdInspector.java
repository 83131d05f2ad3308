// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of VHD: a parent. It goes by the footer that the reader goes by. */
final class VhdInspector implements SafetyInspector {
  @Override
  public String format() {
    return "vhd";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, VhdFooter.COOKIE)
        || window.tailHas(VhdFooter.BYTES, VhdFooter.COOKIE)
        || window.tailHas(VhdFooter.SHORT_BYTES, VhdFooter.COOKIE);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    VhdFooter footer = new FooterSearch(source).best(true);
    limits.disk(source, footer.diskBytes(), footer.at() + 48);
    return footer.type() == VhdFooter.DIFFERENCING
        ? List.of(new Hazard("parent", source + ": is a differencing disk, based on another file"))
        : List.of();
  }
}
