// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a.b", "-", "_x/y-z/0.raw", "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p"})
  void aKeyIsItsText(String text) {
    assertThat(new ObjectKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        ".staging/x",
        "a/.b",
        "A",
        "a b",
        "ä",
        "a\\b",
        "a:b",
        "a\n",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"
      })
  void anythingElseIsRefused(String text) {
    assertThat(ObjectKey.valid(text)).isFalse();
    assertThatThrownBy(() -> new ObjectKey(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthsAreBounded() {
    assertThat(ObjectKey.valid("a".repeat(255))).isTrue();
    assertThat(ObjectKey.valid("a".repeat(256))).isFalse();
    assertThat(ObjectKey.valid(("a".repeat(200) + "/").repeat(5) + "b".repeat(19)))
        .isTrue();
    assertThat(ObjectKey.valid(("a".repeat(200) + "/").repeat(5) + "b".repeat(20)))
        .isFalse();
  }

  @Test
  void underMeansBelowAsAFolder() {
    ObjectKey folder = new ObjectKey("a/b");
    assertThat(new ObjectKey("a/b/c").isUnder(folder)).isTrue();
    assertThat(new ObjectKey("a/bc").isUnder(folder)).isFalse();
    assertThat(folder.isUnder(folder)).isFalse();
  }
}
