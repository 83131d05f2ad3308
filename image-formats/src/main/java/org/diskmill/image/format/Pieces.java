// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/**
 * Pieces of a file's tables, the last used ones kept, so that a table may be larger than memory.
 *
 * <p>Safe for use by many threads.
 */
public final class Pieces {
  /** A walk needs one at a time; readers at random places profit from more. */
  private static final int KEPT_BYTES = 2 << 20;

  private static final int KEPT_AT_LEAST = 2;

  private final Source source;
  private final ByteOrder order;
  private final int pieceBytes;
  private final Kept<Long, ByteBuffer> kept;
  private final Optional<Check> check;
  private final Verdicts verdicts = new Verdicts();

  /** What a piece must stand before anything in it is believed. */
  @FunctionalInterface
  public interface Check {
    /**
     * What is wrong with the piece, asked once for each, by one thread at a time.
     *
     * @param at of the piece in the file
     */
    Optional<String> wrong(long at, ByteBuffer piece);
  }

  /**
   * Pieces of {@code source} that are taken as they are.
   *
   * @param pieceBytes how long each is, but for one that the end of the file cuts
   */
  public Pieces(Source source, ByteOrder order, int pieceBytes) {
    this(source, order, pieceBytes, Optional.empty());
  }

  /** The same, each of which is looked at first. */
  public Pieces(Source source, ByteOrder order, int pieceBytes, Check check) {
    this(source, order, pieceBytes, Optional.of(check));
  }

  private Pieces(Source source, ByteOrder order, int pieceBytes, Optional<Check> check) {
    this.source = source;
    this.order = order;
    this.pieceBytes = pieceBytes;
    this.check = check;
    this.kept = new Kept<>(KEPT_BYTES, pieceBytes, KEPT_AT_LEAST);
  }

  /** The length of a piece in bytes. */
  public int pieceBytes() {
    return pieceBytes;
  }

  /**
   * The piece that begins at {@code at}, for absolute gets only; bytes past the end of the file are
   * missing from it.
   *
   * @param at in bytes of the file, inside it
   * @throws CorruptImageException when something is wrong with it
   */
  public ByteBuffer at(long at) throws IOException {
    ByteBuffer before = kept.get(at);
    if (before != null) {
      return before;
    }
    int length = (int) Math.min(pieceBytes, source.size() - at);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(at, bytes);
    ByteBuffer piece = bytes.flip().asReadOnlyBuffer().order(order);
    Optional<String> wrong = check.flatMap(rule -> verdicts.of(at, () -> rule.wrong(at, piece)));
    if (wrong.isPresent()) {
      throw new CorruptImageException(source + ": " + wrong.get());
    }
    kept.put(at, piece);
    return piece;
  }
}
