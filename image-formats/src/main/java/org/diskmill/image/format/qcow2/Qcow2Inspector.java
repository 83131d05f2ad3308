// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.Reference;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of qcow2: other files, features that nobody here knows, secrets, damage. */
final class Qcow2Inspector implements SafetyInspector {
  @Override
  public String format() {
    return "qcow2";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new Qcow2Format().recognises(window);
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    OpenOptions described = OpenOptions.as(format()).limits(limits).lenient(true);
    ImageInfo info = Images.info(source, described);
    List<Hazard> hazards = new ArrayList<>();
    for (Reference reference : info.references()) {
      String code = reference.role() == Reference.Role.BACKING ? "backing-file" : "data-file";
      hazards.add(new Hazard(code, source + ": uses the " + reference.described()));
    }
    Qcow2Header header = Qcow2Header.read(source, limits);
    if (header.externalData() && info.references().isEmpty()) {
      hazards.add(
          new Hazard("data-file", source + ": keeps its data in a file that it does not name"));
    }
    if (info.encrypted()) {
      hazards.add(
          new Hazard("encrypted", source + ": is encrypted, so its content cannot be seen"));
    }
    if (header.corrupt()) {
      hazards.add(new Hazard("marked-corrupt", source + ": says of itself that it is corrupt"));
    }
    return hazards;
  }
}
