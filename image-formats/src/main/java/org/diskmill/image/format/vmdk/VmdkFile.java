// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * What one file holds, by itself: a text, a grain map, or both.
 *
 * @param descriptor the text; {@link Descriptor#NONE} where there is none
 * @param own the grain map
 */
record VmdkFile(Descriptor descriptor, Optional<SparseFile> own) {
  static VmdkFile read(Source source, Limits limits, boolean lenient) throws IOException {
    VmdkFile file = recognised(source, limits, lenient);
    if (file.descriptor().encrypted()) {
      throw new UnsupportedImageException(source + ": descriptor: the disk is encrypted");
    }
    return file;
  }

  private static VmdkFile recognised(Source source, Limits limits, boolean lenient)
      throws IOException {
    long magic = SparseFile.magic(source);
    if ((int) magic == SparseHeader.MAGIC) {
      return hosted(source, limits, lenient);
    }
    if ((int) magic == CowdHeader.MAGIC || magic == SeSparseHeader.MAGIC) {
      SparseFile own = SparseFile.open(source, limits, lenient);
      return new VmdkFile(Descriptor.NONE, Optional.of(own));
    }
    // It is a small file, or none of ours.
    long length = Math.min(source.size(), limits.descriptorBytes());
    String text = DescriptorText.read(source, 0, length, limits, lenient);
    if (!DescriptorText.begins(text)) {
      throw new CorruptImageException(source
          + ": begins neither like a sparse extent (KDMV, COWD, cafebabe) nor like a descriptor"
          + " (# Disk DescriptorFile)");
    }
    return new VmdkFile(DescriptorParser.parse(source, text), Optional.empty());
  }

  private static VmdkFile hosted(Source source, Limits limits, boolean lenient) throws IOException {
    SparseHeader header = SparseHeader.read(source, 0, limits);
    Descriptor descriptor = Descriptor.NONE;
    if (header.descriptorAt() != 0 && header.descriptorSectors() != 0) {
      String text = DescriptorText.read(
          source,
          Sectors.bytes(header.descriptorAt()),
          Sectors.bytes(header.descriptorSectors()),
          limits,
          lenient);
      descriptor = DescriptorParser.parse(source, text);
      if (!lenient && !plausible(header, text, descriptor)) {
        throw new CorruptImageException(source
            + ": sparse header: descriptor at 28 is at sector "
            + Long.toUnsignedString(header.descriptorAt())
            + ", where none is; what it says of a parent is missing");
      }
    }
    // Without capacity, the header is there for its descriptor alone.
    return header.capacity() == 0
        ? new VmdkFile(descriptor.carried(header.overhead()), Optional.empty())
        : new VmdkFile(
            descriptor,
            Optional.of(SparseFile.hosted(source, header, descriptor, limits, lenient)));
  }

  /** Some writers leave the room empty in the extents that another file describes. */
  private static boolean plausible(SparseHeader header, String text, Descriptor descriptor) {
    if (text.isEmpty()) {
      return header.overhead() <= 0 || header.descriptorAt() < header.overhead();
    }
    return DescriptorText.begins(text)
        || descriptor.createType().isPresent()
        || !descriptor.extents().isEmpty();
  }
}
