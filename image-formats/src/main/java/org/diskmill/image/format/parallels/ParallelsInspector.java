// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** An expanding file names no other file; a descriptor names nothing else. */
final class ParallelsInspector implements SafetyInspector {
  @Override
  public String format() {
    return "parallels";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return Marks.expanding(window) || Marks.descriptor(window);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    if (Marks.expanding(window)) {
      return List.of();
    }
    ImageInfo info = Images.info(source, OpenOptions.as(format()).limits(limits).lenient(true));
    return info.references().stream()
        .map(reference -> new Hazard("extent-file", source + ": uses the " + reference.described()))
        .toList();
  }
}
