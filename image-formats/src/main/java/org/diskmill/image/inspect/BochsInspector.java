// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import org.diskmill.image.ProbeWindow;

/** A disk of the Bochs emulator. */
public final class BochsInspector extends RefusedInspector {
  /** Called by the service loader. */
  public BochsInspector() {
    super("bochs");
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "Bochs Virtual HD Image");
  }
}
