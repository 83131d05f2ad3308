// SPDX-License-Identifier: Apache-2.0
package org.diskmill.quickstart;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The signature that comes with an image: {@code IMAGE.properties} beside it. */
final class SignatureFile {
  private SignatureFile() {}

  /** Its {@code img_signature*} properties; none for an image that nobody signed. */
  static Map<String, String> beside(Path image) throws IOException {
    Path file = image.resolveSibling(image.getFileName() + ".properties");
    Map<String, String> signature = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      for (String key : properties.stringPropertyNames()) {
        if (key.startsWith("img_signature")) {
          signature.put(key, properties.getProperty(key));
        }
      }
    }
    return signature;
  }
}
