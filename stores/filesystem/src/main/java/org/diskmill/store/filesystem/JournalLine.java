// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.diskmill.io.Digest;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartReceipt;

/**
 * A line of a journal: words with single blanks between them, the last one a checksum of the rest.
 *
 * <pre>
 * diskmill-upload 1 KEY CRC
 * part INDEX AT SIZE ALGORITHM HEX CRC
 * drop INDEX CRC
 * </pre>
 */
final class JournalLine {
  private static final String HEAD = "diskmill-upload";
  private static final String FORMAT = "1";
  private static final String PART = "part";
  private static final String DROP = "drop";

  private JournalLine() {}

  static String head(ObjectKey key) {
    return closed(HEAD + " " + FORMAT + " " + key);
  }

  static String part(PartReceipt part) {
    return closed("%s %d %d %d %s %s"
        .formatted(
            PART,
            part.index(),
            part.at(),
            part.size(),
            part.digest().algorithm(),
            part.digest().hex()));
  }

  static String drop(int index) {
    return closed(DROP + " " + index);
  }

  /** Whether a line, without its end, is as it was written. */
  static boolean whole(String line) {
    int blank = line.lastIndexOf(' ');
    return blank > 0 && line.substring(blank + 1).equals(sum(line.substring(0, blank)));
  }

  /** The key in a head line. */
  static Optional<ObjectKey> key(String line) {
    String[] words = line.split(" ", -1);
    return whole(line)
            && words.length == 4
            && words[0].equals(HEAD)
            && words[1].equals(FORMAT)
            && ObjectKey.valid(words[2])
        ? Optional.of(new ObjectKey(words[2]))
        : Optional.empty();
  }

  /** The receipt in a whole part line; empty for other lines. */
  static Optional<PartReceipt> part(String line) {
    String[] words = line.split(" ", -1);
    return words[0].equals(PART) && words.length == 7
        ? Optional.of(new PartReceipt(
            Integer.parseInt(words[1]),
            Long.parseLong(words[2]),
            Integer.parseInt(words[3]),
            new Digest(words[4], words[5]),
            ""))
        : Optional.empty();
  }

  /** The index in a whole drop line; empty for other lines. */
  static Optional<Integer> drop(String line) {
    String[] words = line.split(" ", -1);
    return words[0].equals(DROP) && words.length == 3
        ? Optional.of(Integer.parseInt(words[1]))
        : Optional.empty();
  }

  private static String closed(String words) {
    return words + " " + sum(words) + "\n";
  }

  private static String sum(String words) {
    CRC32C crc = new CRC32C();
    crc.update(words.getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(crc.getValue());
  }
}
