// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  /** The example of [RFC 8785 section 3.2.3], whose order is that of UTF-16 units. */
  @Test
  void namesAreSortedByUtf16Units() {
    Map<String, String> names = Map.of(
        "\u20ac", "Euro Sign",
        "\r", "Carriage Return",
        "\ufb33", "Hebrew Letter Dalet With Dagesh",
        "1", "One",
        "\ud83d\ude00", "Emoji: Grinning Face",
        "\u0080", "Control",
        "\u00f6", "Latin Small Letter O With Diaeresis");
    assertThat(json(names))
        .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /** The string of [RFC 8785 section 3.2.2]: its escapes, and no others. */
  @Test
  void onlyWhatMustBeIsEscaped() {
    assertThat(json("\u20ac$\u000f\nA'B\"\\\\\"/"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(json("\b\t\f\r\u001f\u007f\u2028")).isEqualTo("\"\\b\\t\\f\\r\\u001f\u007f\u2028\"");
  }

  @Test
  void emptyAndNestedValuesHaveNoSpace() {
    assertThat(json(Map.of("b", List.of(), "a", List.of(1L, Map.of(), "x"))))
        .isEqualTo("{\"a\":[1,{},\"x\"],\"b\":[]}");
  }

  @Test
  void wholeNumbersEndWhereDoublesSkip() {
    assertThat(json((1L << 53) - 1)).isEqualTo("9007199254740991");
    assertThatThrownBy(() -> CanonicalJson.write(1L << 53))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatThrownBy(() -> CanonicalJson.write("a\ud83d")).hasMessageContaining("surrogate");
  }

  private static String json(Object value) {
    return new String(CanonicalJson.write(value), UTF_8);
  }
}
