// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.image.format.NameBytes;
import org.diskmill.io.Source;

/** What a qcow file says about itself. */
final class QcowDescription {
  private QcowDescription() {}

  static ImageInfo of(Source source, QcowHeader header) throws IOException {
    List<Reference> references = backing(source, header).stream().toList();
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
        details(header));
  }

  private static Map<String, Object> details(QcowHeader header) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (header.encrypted()) {
      details.put("encrypt", Map.of("format", "aes"));
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("version", (long) QcowHeader.VERSION);
    said.put("l1-offset", header.l1At());
    said.put("l2-entries", 1L << header.l2Bits());
    if (header.modified() != 0) {
      said.put("modified", Instant.ofEpochSecond(header.modified()).toString());
    }
    details.put("header", said);
    return details;
  }

  /** There is no place for its format, so the caller must know it. */
  private static Optional<Reference> backing(Source source, QcowHeader header) throws IOException {
    if (header.backingAt() == 0) {
      return Optional.empty();
    }
    ByteBuffer name = ByteBuffer.allocate(header.backingLength());
    source.readFully(header.backingAt(), name);
    return NameBytes.text(name.flip())
        .map(text -> new Reference(Reference.Role.BACKING, text, Optional.empty()));
  }
}
