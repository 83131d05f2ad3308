// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.io.Sources;

/** Images whose files are arrays. */
public final class Memory {
  private Memory() {}

  /** Allows these names and gives these bytes for them. */
  public static ReferenceResolver files(Map<String, byte[]> files) {
    return reference -> Optional.ofNullable(files.get(reference.name()))
        .map(bytes -> Sources.bytes(reference.name(), ByteBuffer.wrap(bytes)));
  }

  /** Opens the file of that name. */
  public static DiskImage open(Map<String, byte[]> files, String name, String format)
      throws IOException {
    return Images.open(
        Sources.bytes(name, ByteBuffer.wrap(files.get(name))),
        OpenOptions.as(format).references(files(files)));
  }

  /** The whole disk; closes the image. */
  public static byte[] content(DiskImage image) throws IOException {
    try (image) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }
}
