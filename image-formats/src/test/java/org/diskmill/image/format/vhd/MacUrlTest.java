// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MacUrlTest {
  @Test
  void hostAndEscapesAreTakenAway() {
    assertEquals("/Users/x/My Disk.vhd", MacUrl.path("file://localhost/Users/x/My%20Disk.vhd"));
    assertEquals("/Users/x/\u00e4.vhd", MacUrl.path("file:///Users/x/%C3%A4.vhd"));
    assertEquals("./parent.vhd", MacUrl.path("FILE://./parent.vhd"));
  }

  @Test
  void whatIsNoEscapeOrNoUrlStaysAsItIs() {
    assertEquals("/a%2/b%zz%", MacUrl.path("file:///a%2/b%zz%"));
    assertEquals("a%20b.vhd", MacUrl.path("a%20b.vhd"));
    assertEquals("\ud83d\ude00", MacUrl.path("file://\ud83d\ude00"));
  }
}
