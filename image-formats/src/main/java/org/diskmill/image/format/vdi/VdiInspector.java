// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

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

/** The dangers of VDI: a parent. */
public final class VdiInspector implements SafetyInspector {
  private static final int HEADER_BYTES = 512;
  private static final long SIGNATURE_BIG_ENDIAN = 0x7f10dabeL;
  private static final int UNDO = 3;
  private static final int DIFFERENCING = 4;

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
    ByteBuffer header = Fields.read(source, "header", 0, HEADER_BYTES, ByteOrder.LITTLE_ENDIAN);
    limits.disk(source, header.getLong(0x170), 0x170);
    int type = header.getInt(0x4c);
    boolean parent = header.getLong(0x1a8) != 0 || header.getLong(0x1b0) != 0;
    return parent || type == UNDO || type == DIFFERENCING
        ? List.of(new Hazard("parent", source + ": is a differencing disk, based on another file"))
        : List.of();
  }
}
