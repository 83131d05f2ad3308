// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * Finds a file's footer: at its end, else the copy at its beginning, else the short one of old.
 *
 * <p>The end comes first, since the first sector of a fixed disk is the guest's, who may write there
 * what it likes. For the same reason a copy at the beginning that says "fixed" is none.
 */
final class FooterSearch {
  private final Source source;

  FooterSearch(Source source) {
    this.source = source;
  }

  /**
   * The footer to go by.
   *
   * @param lenient whether one with a wrong checksum will do, if there is no better
   */
  VhdFooter best(boolean lenient) throws IOException {
    List<VhdFooter> found = all();
    Optional<VhdFooter> good =
        first(found, VhdChecksum.State.RIGHT).or(() -> first(found, VhdChecksum.State.NONE));
    if (good.isPresent()) {
      return good.get();
    }
    if (found.isEmpty()) {
      throw new CorruptImageException(source
          + ": has no footer at "
          + Math.max(0, source.size() - VhdFooter.BYTES)
          + " and no copy at 0, expected the characters "
          + VhdFooter.COOKIE);
    }
    if (!lenient) {
      throw new CorruptImageException(source
          + ": footer at "
          + found.get(0).at()
          + " has a wrong checksum at "
          + (found.get(0).at() + VhdFooter.CHECKSUM)
          + ", and there is no good copy; check it, or open it leniently");
    }
    return found.get(0);
  }

  private static Optional<VhdFooter> first(List<VhdFooter> found, VhdChecksum.State checksum) {
    return found.stream().filter(footer -> footer.checksum() == checksum).findFirst();
  }

  /** All that have the cookie, in the order in which they are trusted. */
  List<VhdFooter> all() throws IOException {
    List<VhdFooter> found = new ArrayList<>();
    at(source.size() - VhdFooter.BYTES, VhdFooter.BYTES).ifPresent(found::add);
    at(0, VhdFooter.BYTES)
        .filter(copy -> copy.type() != VhdFooter.FIXED && source.size() > VhdFooter.BYTES)
        .ifPresent(found::add);
    at(source.size() - VhdFooter.SHORT_BYTES, VhdFooter.SHORT_BYTES).ifPresent(found::add);
    return found;
  }

  private Optional<VhdFooter> at(long at, int length) throws IOException {
    if (at < 0 || length > source.size() - at) {
      return Optional.empty();
    }
    ByteBuffer bytes = Fields.read(source, "footer", at, length, ByteOrder.BIG_ENDIAN);
    byte[] cookie = VhdFooter.COOKIE.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.slice(0, cookie.length).equals(ByteBuffer.wrap(cookie))
        ? Optional.of(VhdFooter.of(bytes, at))
        : Optional.empty();
  }
}
