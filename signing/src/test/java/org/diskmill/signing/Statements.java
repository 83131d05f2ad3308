// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;

/** Statements to test with. */
final class Statements {
  private Statements() {}

  /** A statement about nothing in particular, with every optional field drawn. */
  static Statement random(SplittableRandom random) {
    return new Statement(
        "n" + text(random),
        text(random),
        text(random),
        content(random),
        random.nextBoolean() ? Optional.of(content(random)) : Optional.empty());
  }

  static ContentId content(SplittableRandom random) {
    Optional<Digest> root = Optional.of(digest(random, "SHA-256", 32));
    Optional<Digest> flat = Optional.of(
        random.nextBoolean() ? digest(random, "SHA-512", 64) : digest(random, "SHA-256", 32));
    boolean both = random.nextBoolean();
    boolean first = random.nextBoolean();
    return new ContentId(
        random.nextLong(1L << 53),
        random.nextInt(1, (64 << 20) + 1),
        both || first ? root : Optional.empty(),
        both || !first ? flat : Optional.empty());
  }

  static Digest digest(SplittableRandom random, String algorithm, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Digest.of(algorithm, bytes);
  }

  /** Any characters that Unicode has, those that JSON escapes more often than not. */
  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    while (text.codePointCount(0, text.length()) < length) {
      int c = random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x110000);
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
