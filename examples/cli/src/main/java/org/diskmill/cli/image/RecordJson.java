// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.Location;

/** An image's record as JSON: the keys of the image service. */
final class RecordJson {
  private RecordJson() {}

  static Map<String, Object> of(ImageRecord image) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", image.id().toString());
    json.put("name", image.name());
    json.put("status", status(image));
    image.diskFormat().ifPresent(format -> json.put("disk_format", format));
    image.containerFormat().ifPresent(format -> json.put("container_format", format));
    image.size().ifPresent(size -> json.put("size", size));
    image.virtualSize().ifPresent(size -> json.put("virtual_size", size));
    image.hash().ifPresent(hash -> {
      json.put("os_hash_algo", hash.algorithm().toLowerCase(Locale.ROOT).replace("-", ""));
      json.put("os_hash_value", hash.hex());
    });
    json.put("stores", image.locations().stream().map(Location::store).toList());
    json.put("locations", image.locations().stream().map(RecordJson::location).toList());
    json.put("properties", image.properties());
    json.put("created_at", image.created().toString());
    json.put("updated_at", image.updated().toString());
    return json;
  }

  static String status(ImageRecord image) {
    return image.status().toString().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> location(Location location) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", location.url().toString());
    json.put("metadata", Map.of("store", location.store()));
    return json;
  }
}
