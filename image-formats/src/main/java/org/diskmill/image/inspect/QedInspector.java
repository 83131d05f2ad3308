// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import org.diskmill.image.ProbeWindow;

/** QED is maintained by nobody, and can name a backing file. */
public final class QedInspector extends RefusedInspector {
  /** Called by the service loader. */
  public QedInspector() {
    super("qed");
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "QED\0");
  }
}
