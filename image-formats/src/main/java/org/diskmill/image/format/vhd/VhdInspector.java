// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Fields;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of VHD: a parent. */
public final class VhdInspector implements SafetyInspector {
  private static final String COOKIE = "conectix";
  private static final int FOOTER_BYTES = 512;

  /** Written before Virtual PC 2004. */
  private static final int SHORT_FOOTER_BYTES = 511;

  private static final int DIFFERENCING = 4;

  @Override
  public String format() {
    return "vhd";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, COOKIE)
        || window.tailHas(FOOTER_BYTES, COOKIE)
        || window.tailHas(SHORT_FOOTER_BYTES, COOKIE);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    long at = 0;
    if (window.tailHas(FOOTER_BYTES, COOKIE)) {
      at = window.size() - FOOTER_BYTES;
    } else if (window.tailHas(SHORT_FOOTER_BYTES, COOKIE)) {
      at = window.size() - SHORT_FOOTER_BYTES;
    }
    ByteBuffer footer = Fields.read(source, "footer", at, SHORT_FOOTER_BYTES, ByteOrder.BIG_ENDIAN);
    limits.disk(source, footer.getLong(48), at + 48);
    return footer.getInt(60) == DIFFERENCING
        ? List.of(new Hazard("parent", source + ": is a differencing disk, based on another file"))
        : List.of();
  }
}
