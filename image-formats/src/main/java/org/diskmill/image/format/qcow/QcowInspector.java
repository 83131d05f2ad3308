// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of qcow version 1: a backing file, and what cannot be seen. */
final class QcowInspector implements SafetyInspector {
  @Override
  public String format() {
    return "qcow";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new QcowFormat().recognises(window);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    ImageInfo info = Images.info(source, OpenOptions.as(format()).limits(limits));
    List<Hazard> hazards = new ArrayList<>();
    info.base()
        .ifPresent(base ->
            hazards.add(new Hazard("backing-file", source + ": uses the " + base.described())));
    if (info.encrypted()) {
      hazards.add(
          new Hazard("encrypted", source + ": is encrypted, so its content cannot be seen"));
    }
    return hazards;
  }
}
