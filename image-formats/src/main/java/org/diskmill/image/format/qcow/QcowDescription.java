// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.io.Source;

/** What a qcow file says about itself. */
final class QcowDescription {
  private QcowDescription() {}

  static ImageInfo of(Source source, QcowHeader header) throws IOException {
    List<Reference> references =
        header.backingAt() == 0 ? List.of() : List.of(backing(source, header));
    return new ImageInfo(
        source.toString(),
        "qcow",
        header.size(),
        source.size(),
        OptionalInt.of(header.clusterBytes()),
        false,
        header.encrypted(),
        references,
        List.of(),
        Map.of());
  }

  /** There is no place for its format, so the caller must know it. */
  private static Reference backing(Source source, QcowHeader header) throws IOException {
    ByteBuffer name = ByteBuffer.allocate(header.backingLength());
    source.readFully(header.backingAt(), name);
    String text = StandardCharsets.UTF_8.decode(name.flip()).toString();
    return new Reference(Reference.Role.BACKING, text, Optional.empty());
  }
}
