// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.diskmill.image.inspect.BochsInspector;
import org.diskmill.image.inspect.CloopInspector;
import org.diskmill.image.inspect.DmgInspector;
import org.diskmill.image.inspect.LuksInspector;
import org.diskmill.image.inspect.QedInspector;
import org.diskmill.image.inspect.SafetyInspector;

/** Formats that are known by their marks and refused by their names. */
enum RefusedFormats {
  QED(new QedInspector(), "maintained by nobody"),
  CLOOP(new CloopInspector(), "not read"),
  DMG(new DmgInspector(), "not read"),
  BOCHS(new BochsInspector(), "not read"),
  LUKS(
      new LuksInspector(),
      "encrypted as a whole and not opened here; format raw takes it as it is");

  private final SafetyInspector inspector;
  private final String why;

  RefusedFormats(SafetyInspector inspector, String why) {
    this.inspector = inspector;
    this.why = why;
  }

  /** The one of that name, if there is one. */
  static Optional<RefusedFormats> named(String name) {
    return Arrays.stream(values()).filter(one -> one.text().equals(name)).findFirst();
  }

  /** The one whose marks a file bears, if it bears any. */
  static Optional<RefusedFormats> recognised(ProbeWindow window) {
    return Arrays.stream(values())
        .filter(one -> one.inspector.recognises(window))
        .findFirst();
  }

  /** Whether a file of another format that bears these marks is two at once. LUKS can be content. */
  boolean stands() {
    return this != LUKS;
  }

  /** What to say of a file that is one. */
  String message() {
    return "is a " + text() + " image, which is " + why + "; it is refused";
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
