// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import org.diskmill.image.ProbeWindow;

/** A compressed loop device, whose header is a script. */
public final class CloopInspector extends RefusedInspector {
  /** Called by the service loader. */
  public CloopInspector() {
    super("cloop");
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "#!/bin/sh\n#V2.0 Format\n");
  }
}
