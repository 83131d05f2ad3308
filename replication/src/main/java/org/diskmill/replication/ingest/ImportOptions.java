// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.util.Map;

/** The options of an import as text: equal for equal options, and fit to be written down. */
final class ImportOptions {
  private ImportOptions() {}

  /** Where it goes and what a failure does are not part of what the image is. */
  static String of(ImportRequest request) {
    StringBuilder text = new StringBuilder();
    add(text, "format", request.format().orElse(""));
    add(text, "convert", request.convertTo().orElse(""));
    for (Map.Entry<String, String> property : request.properties().entrySet()) {
      add(text, "property " + property.getKey(), property.getValue());
    }
    return text.toString();
  }

  /** Lengths keep two different lists from having the same text. */
  private static void add(StringBuilder text, String name, String value) {
    text.append(name.length()).append(':').append(name).append('=');
    text.append(value.length()).append(':').append(value).append(';');
  }
}
