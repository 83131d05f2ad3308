// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTokenTest {
  @Test
  void itIsReadFromItsText() {
    UploadToken token = new UploadToken(new ObjectKey("a/b"), "x:y~z/=+");
    assertThat(UploadToken.parse(token.toString())).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", ":x", "A:x", "a:b c", "a:b\n", "a:é"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> UploadToken.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
