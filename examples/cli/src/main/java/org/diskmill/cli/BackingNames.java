// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.regex.Pattern;
import org.diskmill.image.Reference;

/** Where a name in an image points to when it is seen from that image, as qemu-img says it. */
final class BackingNames {
  private static final Pattern PROTOCOL = Pattern.compile("[^/:]+:.*", Pattern.DOTALL);

  private BackingNames() {}

  /** Text only: nothing is looked up. */
  static String full(String image, Reference base) {
    boolean windows = base.role() == Reference.Role.PARENT;
    String name = windows ? slashes(base.name()) : base.name();
    boolean elsewhere = name.startsWith("/")
        || PROTOCOL.matcher(name).matches()
        || base.role() == Reference.Role.PARENT_ID;
    int slash = image.lastIndexOf('/');
    return elsewhere || slash < 0 ? base.name() : image.substring(0, slash + 1) + name;
  }

  /** Windows' and Hyper-V's spelling of a place beside the child begins with {@code .\}. */
  private static String slashes(String name) {
    String slashed = name.replace('\\', '/');
    return slashed.startsWith("./") ? slashed.substring(2) : slashed;
  }
}
