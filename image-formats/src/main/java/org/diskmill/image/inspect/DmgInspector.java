// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import org.diskmill.image.ProbeWindow;

/** A disk of macOS [UDIF]: the file ends with what describes it, and can begin with anything. */
public final class DmgInspector extends RefusedInspector {
  private static final int TRAILER_BYTES = 512;

  /** Called by the service loader. */
  public DmgInspector() {
    super("dmg");
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.tailHas(TRAILER_BYTES, "koly") || window.headHas(0, "encrcdsa");
  }
}
