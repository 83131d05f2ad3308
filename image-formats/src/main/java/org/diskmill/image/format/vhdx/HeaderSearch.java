// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/** Finds the header to go by: [MS-VHDX 2.2.2]. */
final class HeaderSearch {
  private final Source source;

  HeaderSearch(Source source) {
    this.source = source;
  }

  /**
   * The header that counts.
   *
   * <p>By the specification two headers with one sequence number are an error; disk2vhd writes them
   * so, with equal contents, which leaves no doubt.
   */
  VhdxHeader current(boolean lenient) throws IOException {
    List<VhdxHeader> valid = valid();
    if (valid.isEmpty()) {
      throw new CorruptImageException(source
          + ": neither header, at "
          + VhdxHeader.FIRST
          + " and at "
          + VhdxHeader.SECOND
          + ", has the signature 'head' and a right checksum");
    }
    VhdxHeader current = valid.get(0);
    if (valid.size() == 2) {
      VhdxHeader other = valid.get(1);
      int newer = Long.compareUnsigned(other.sequence(), current.sequence());
      if (newer == 0 && !current.agreesWith(other) && !lenient) {
        throw new CorruptImageException(source
            + ": headers at "
            + current.at()
            + " and "
            + other.at()
            + " both have sequence number "
            + Long.toUnsignedString(current.sequence())
            + " but say different things; open it leniently to go by the first");
      }
      current = newer > 0 ? other : current;
    }
    if (current.version() != 1) {
      throw new UnsupportedImageException(source
          + ": version at "
          + (current.at() + 66)
          + " is "
          + current.version()
          + ", expected 1");
    }
    return current;
  }

  /** Those whose signature and checksum are right, the first first. */
  List<VhdxHeader> valid() throws IOException {
    List<VhdxHeader> valid = new ArrayList<>();
    at(VhdxHeader.FIRST).ifPresent(valid::add);
    at(VhdxHeader.SECOND).ifPresent(valid::add);
    return valid;
  }

  private Optional<VhdxHeader> at(long at) throws IOException {
    if (source.size() < at + VhdxHeader.BYTES) {
      return Optional.empty();
    }
    ByteBuffer b = Fields.read(source, "header", at, VhdxHeader.BYTES, ByteOrder.LITTLE_ENDIAN);
    return b.getInt(0) == VhdxHeader.SIGNATURE && b.getInt(Crc.FIELD) == Crc.of(b)
        ? Optional.of(VhdxHeader.of(b, at))
        : Optional.empty();
  }
}
