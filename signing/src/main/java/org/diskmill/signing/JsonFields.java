// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Map;
import java.util.Set;
import org.diskmill.signing.UntrustedException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of one JSON object from a stranger; what is not as expected is refused by name. */
final class JsonFields {
  /** Eight certificates and a statement fit several times. */
  static final int MAX_BYTES = 256 << 10;

  private static final int MAX_NESTING = 16;

  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder()
              .maxNestingDepth(MAX_NESTING)
              .maxStringLength(MAX_BYTES)
              .maxNumberLength(32)
              .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private final String where;
  private final JsonNode node;

  private JsonFields(String where, JsonNode node) throws UntrustedException {
    this.where = where;
    this.node = node;
    if (!node.isObject()) {
      throw malformed("found " + node.getNodeType() + ", expected an object");
    }
  }

  static JsonFields parse(String where, byte[] json) throws UntrustedException {
    if (json.length > MAX_BYTES) {
      throw new UntrustedException(
          Reason.MALFORMED, where + ": " + json.length + " bytes, expected at most " + MAX_BYTES);
    }
    try {
      return new JsonFields(where, MAPPER.readTree(json));
    } catch (JacksonException broken) {
      throw new UntrustedException(
          Reason.MALFORMED, where + ": not JSON: " + broken.getOriginalMessage(), broken);
    }
  }

  boolean has(String field) {
    return node.has(field);
  }

  Set<Map.Entry<String, JsonNode>> entries() {
    return node.properties();
  }

  String text(String field) throws UntrustedException {
    JsonNode found = node.path(field);
    if (!found.isString()) {
      throw wrong(field, found, "a string");
    }
    return found.stringValue();
  }

  void requireText(String field, String expected) throws UntrustedException {
    String found = text(field);
    if (!found.equals(expected)) {
      throw malformed(field + ": found \"" + found + "\", expected \"" + expected + "\"");
    }
  }

  /** A whole number of at least 0. */
  long number(String field, long max) throws UntrustedException {
    JsonNode found = node.path(field);
    if (!found.isIntegralNumber() || !found.canConvertToLong()) {
      throw wrong(field, found, "a whole number");
    }
    long value = found.longValue();
    if (value < 0 || value > max) {
      throw malformed(field + ": found " + value + ", expected 0 to " + max);
    }
    return value;
  }

  JsonFields object(String field) throws UntrustedException {
    return new JsonFields(where + ": " + field, node.path(field));
  }

  /** The one object in an array. */
  JsonFields only(String field) throws UntrustedException {
    JsonNode array = node.path(field);
    if (!array.isArray() || array.size() != 1) {
      throw wrong(field, array, "an array of one element");
    }
    return new JsonFields(where + ": " + field, array.path(0));
  }

  /** The array of strings; empty when there is no such field. */
  String[] texts(String field, int max) throws UntrustedException {
    JsonNode array = node.path(field);
    if (array.isMissingNode()) {
      return new String[0];
    }
    if (!array.isArray() || array.size() > max) {
      throw wrong(field, array, "an array of at most " + max + " strings");
    }
    String[] texts = new String[array.size()];
    for (int i = 0; i < texts.length; i++) {
      if (!array.path(i).isString()) {
        throw wrong(field, array.path(i), "a string");
      }
      texts[i] = array.path(i).stringValue();
    }
    return texts;
  }

  UntrustedException malformed(String what) {
    return new UntrustedException(Reason.MALFORMED, where + ": " + what);
  }

  UntrustedException malformed(String what, Throwable cause) {
    return new UntrustedException(Reason.MALFORMED, where + ": " + what, cause);
  }

  private UntrustedException wrong(String field, JsonNode found, String expected) {
    String size = found.isArray() ? " of " + found.size() : "";
    return malformed(field + ": found " + found.getNodeType() + size + ", expected " + expected);
  }
}
