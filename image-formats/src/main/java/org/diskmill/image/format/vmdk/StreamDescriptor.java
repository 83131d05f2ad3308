// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.diskmill.image.write.WriteOptions;

/** The text that every VMDK carries: [VMDK5 "The Descriptor File"]. */
final class StreamDescriptor {
  /** What VMware's own tools reserve. */
  static final int SECTORS = 20;

  private static final Set<String> ADAPTERS = Set.of("ide", "buslogic", "lsilogic", "legacyESX");

  /** VMware's value for "has no history": the content id is for deltas, and a stream has none. */
  private static final String CONTENT_ID = "fffffffe";

  private StreamDescriptor() {}

  static String adapter(WriteOptions options) {
    String adapter = options.value("adapter_type").orElse("ide");
    if (!ADAPTERS.contains(adapter)) {
      throw new IllegalArgumentException(
          "option 'adapter_type': '" + adapter + "' is none of " + ADAPTERS);
    }
    return adapter;
  }

  /** The descriptor's sectors for a disk of that many bytes. */
  static ByteBuffer of(WriteOptions options, long size) {
    long sectors = Grains.sectors(size);
    String adapter = adapter(options);
    Geometry geometry = Geometry.of(sectors, adapter);
    String text = String.join(
        "\n",
        "# Disk DescriptorFile",
        "version=1",
        "encoding=\"UTF-8\"",
        "CID=" + CONTENT_ID,
        "parentCID=ffffffff",
        "createType=\"" + VmdkWriterFormat.STREAM + "\"",
        "",
        "# Extent description",
        "RDONLY " + sectors + " SPARSE \"disk.vmdk\"",
        "",
        "# The Disk Data Base",
        "#DDB",
        "",
        "ddb.virtualHWVersion = \"" + number(options, "hwversion", "4") + "\"",
        "ddb.toolsVersion = \"" + number(options, "toolsversion", "2147483647") + "\"",
        "ddb.geometry.cylinders = \"" + geometry.cylinders() + "\"",
        "ddb.geometry.heads = \"" + geometry.heads() + "\"",
        "ddb.geometry.sectors = \"" + geometry.sectors() + "\"",
        "ddb.adapterType = \"" + adapter + "\"",
        "");
    ByteBuffer bytes = ByteBuffer.allocate(SECTORS * Grains.SECTOR);
    return bytes.put(text.getBytes(StandardCharsets.UTF_8)).clear();
  }

  /** Quoted text of the caller's would let it write lines of its own. */
  private static String number(WriteOptions options, String key, String otherwise) {
    String value = options.value(key).orElse(otherwise);
    if (!value.matches("[0-9]{1,10}")) {
      throw new IllegalArgumentException("option '" + key + "': '" + value + "' is no number");
    }
    return value;
  }
}
