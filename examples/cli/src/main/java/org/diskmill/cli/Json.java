// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes maps, lists, texts, numbers and truth values as JSON. */
public final class Json {
  private Json() {}

  /** Tells the values of a list, one after the other. */
  @FunctionalInterface
  interface Values {
    /** The next one; nothing at the end. */
    Optional<?> next() throws IOException;
  }

  /** Prints the value, and a line end. */
  public static void print(PrintWriter out, Object value) {
    try (JsonGenerator json = generator(out)) {
      write(json, value);
    }
    end(out);
  }

  /** Prints a list as it becomes known, and a line end. If it fails, what is printed is no JSON. */
  static void printAll(PrintWriter out, Values values) throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartArray();
      for (Optional<?> next = values.next(); next.isPresent(); next = values.next()) {
        write(json, next.get());
      }
      json.writeEndArray();
    }
    end(out);
  }

  private static JsonGenerator generator(PrintWriter out) {
    JsonFactory factory = JsonFactory.builder()
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
        .build();
    return factory.createGenerator(new Pretty(), out);
  }

  private static void end(PrintWriter out) {
    out.println();
    out.flush();
  }

  private static void write(JsonGenerator json, Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object one : list) {
        write(json, one);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  private static final class Pretty extends ObjectWriteContext.Base {
    @Override
    public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
      DefaultIndenter lines = new DefaultIndenter("    ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
