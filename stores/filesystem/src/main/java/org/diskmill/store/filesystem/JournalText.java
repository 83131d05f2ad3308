// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;

/**
 * What a journal says.
 *
 * @param parts the parts that have reached storage
 * @param wholeBytes how much of the file is whole lines
 */
record JournalText(List<PartReceipt> parts, long wholeBytes) {
  /** Longer than any line can be. */
  private static final int MAX_LINE = 2048;

  static Optional<String> firstLine(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return line(new BufferedInputStream(in, MAX_LINE));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  static JournalText read(Path path) throws IOException {
    Map<Integer, PartReceipt> parts = new TreeMap<>();
    long whole = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      Optional<String> line = line(in);
      while (line.isPresent() && JournalLine.whole(line.get())) {
        String words = line.get();
        whole += words.length() + 1;
        JournalLine.part(words).ifPresent(part -> parts.put(part.index(), part));
        JournalLine.drop(words).ifPresent(parts::remove);
        line = line(in);
      }
      return new JournalText(List.copyOf(parts.values()), whole);
    } catch (IllegalArgumentException wrong) {
      throw new StoreException(
          Reason.CORRUPTED, path + ": a line after byte " + whole + " makes no sense", wrong);
    }
  }

  /** A line that ends; its bytes are one character each. */
  private static Optional<String> line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && line.length() < MAX_LINE; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toString());
      }
      line.append((char) next);
    }
    return Optional.empty();
  }
}
