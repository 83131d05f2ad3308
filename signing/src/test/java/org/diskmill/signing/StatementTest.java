// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final Digest SHA256 =
      Statements.digest(new SplittableRandom(1), Digest.SHA_256, 32);

  @Test
  void textsAreBoundedAndWellFormed() {
    ContentId content = content(1, 1, SHA256);
    assertThatCode(() -> make("x".repeat(1024), "", content)).doesNotThrowAnyException();
    refused("name", () -> make("", "", content));
    refused("name", () -> make("x".repeat(1025), "", content));
    refused("version", () -> make("x", "x".repeat(1025), content));
    refused("version", () -> make("x", "\udc00", content));
  }

  @Test
  void contentsThatHaveNoWordsAreRefused() {
    Digest md5 = Statements.digest(new SplittableRandom(1), "MD5", 16);
    Digest cut = Statements.digest(new SplittableRandom(1), Digest.SHA_256, 31);
    Digest sha512 = Statements.digest(new SplittableRandom(1), Digest.SHA_512, 64);
    refused("size", () -> make("x", "", content(1L << 53, 1, SHA256)));
    refused("leafBytes", () -> make("x", "", content(1, (64 << 20) + 1, SHA256)));
    refused("flat", () -> make("x", "", content(1, 1, md5)));
    refused("flat", () -> make("x", "", content(1, 1, cut)));
    refused(
        "root", () -> make("x", "", new ContentId(1, 1, Optional.of(sha512), Optional.empty())));
    refused(
        "madeFrom",
        () -> new Statement("x", "", "", content(1, 1, SHA256), Optional.of(content(1, 1, md5))));
  }

  private static void refused(String field, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  private static ContentId content(long size, int leafBytes, Digest flat) {
    return new ContentId(size, leafBytes, Optional.empty(), Optional.of(flat));
  }

  private static Statement make(String name, String version, ContentId content) {
    return new Statement(name, version, "", content, Optional.empty());
  }
}
