// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.regex.Pattern;

/** Where a name in an image points to when it is seen from that image, as qemu-img says it. */
final class BackingNames {
  private static final Pattern PROTOCOL = Pattern.compile("[^/:]+:.*", Pattern.DOTALL);

  private BackingNames() {}

  /** Text only: nothing is looked up. */
  static String full(String image, String name) {
    int slash = image.lastIndexOf('/');
    boolean elsewhere = name.startsWith("/") || PROTOCOL.matcher(name).matches();
    return elsewhere || slash < 0 ? name : image.substring(0, slash + 1) + name;
  }
}
