// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.text.ParseException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object in JSON as one level of names, those of nested objects joined by dots: to QEMU both
 * spellings are the same. Strings may stand in single quotes, as QEMU has them too. Arrays are not
 * needed where names of files are said, and refused. Used once.
 */
final class FlatJson {
  private static final int DEEPEST = 16;

  private final String text;
  private final Map<String, String> values = new TreeMap<>();
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * Reads it.
   *
   * @return scalars by their names, without quotes
   * @throws ParseException when it is not one object, or says something twice
   */
  static Map<String, String> parse(String text) throws ParseException {
    FlatJson json = new FlatJson(text);
    json.object("", DEEPEST);
    json.space();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return json.values;
  }

  private void object(String prefix, int deeper) throws ParseException {
    expect('{');
    if (deeper == 0) {
      throw new ParseException("is nested too deeply", at);
    }
    if (next() == '}') {
      at++;
      return;
    }
    do {
      String name = prefix + string();
      expect(':');
      if (next() == '{') {
        object(name + ".", deeper - 1);
      } else if (values.put(name, scalar()) != null) {
        throw new ParseException("says " + name + " twice", at);
      }
    } while (next() == ',' && at++ >= 0);
    expect('}');
  }

  private String scalar() throws ParseException {
    char first = next();
    if (first == '"' || first == '\'') {
      return string();
    }
    int from = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw unexpected();
    }
    return text.substring(from, at);
  }

  private static boolean isWord(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-' || c == '+' || c == '.';
  }

  private String string() throws ParseException {
    char quote = next();
    if (quote != '"' && quote != '\'') {
      throw unexpected();
    }
    at++;
    StringBuilder string = new StringBuilder();
    for (char c = take(); c != quote; c = take()) {
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() throws ParseException {
    char c = take();
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      case '"', '\'', '\\', '/' -> c;
      default -> throw new ParseException("has an unknown escape", at);
    };
  }

  private char unit() throws ParseException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(take(), 16);
      if (digit < 0) {
        throw new ParseException("has an escape without four digits", at);
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private char take() throws ParseException {
    if (at == text.length()) {
      throw unexpected();
    }
    return text.charAt(at++);
  }

  private void expect(char wanted) throws ParseException {
    if (next() != wanted) {
      throw unexpected();
    }
    at++;
  }

  /** What comes after spaces; a NUL at the end. */
  private char next() {
    space();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private ParseException unexpected() {
    return new ParseException("is no JSON object of names and values", at);
  }
}
