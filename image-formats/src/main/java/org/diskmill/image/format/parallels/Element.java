// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.util.List;
import java.util.Optional;

/**
 * One element of XML.
 *
 * @param text what stands in it directly, without spaces around it
 */
record Element(String name, List<Element> children, String text) {
  Optional<Element> child(String named) {
    return children.stream().filter(child -> child.name.equals(named)).findFirst();
  }

  List<Element> children(String named) {
    return children.stream().filter(child -> child.name.equals(named)).toList();
  }
}
