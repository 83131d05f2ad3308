// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreAuthenticationTest {
  /** The worked example of [DSSE "Protocol"]. */
  @Test
  void theSpecificationsExampleComesOut() {
    assertThat(encode("http://example.com/HelloWorld", "hello world"))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void emptyPartsKeepTheirPlace() {
    assertThat(encode("", "")).isEqualTo("DSSEv1 0  0 ");
  }

  @Test
  void lengthsCountBytes() {
    assertThat(encode("é", "ಠ")).isEqualTo("DSSEv1 2 é 3 ಠ");
  }

  private static String encode(String type, String body) {
    return new String(PreAuthentication.encode(type, body.getBytes(UTF_8)), UTF_8);
  }
}
