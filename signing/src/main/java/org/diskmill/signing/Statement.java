// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Optional;
import org.diskmill.io.ContentId;

/**
 * What is signed: not a digest alone but which artifact it is the digest of.
 *
 * <p>Every field is under the signature, so a good signature cannot be shown for another artifact.
 *
 * @param name which artifact; not empty
 * @param version which edition of it; may be empty
 * @param variant in which form, such as its format; may be empty
 * @param content the byte string that it is
 * @param madeFrom the byte string that it was made from
 */
public record Statement(
    String name, String version, String variant, ContentId content, Optional<ContentId> madeFrom) {
  /** The predicate type of the in-toto statement. */
  public static final String PREDICATE_TYPE = "https://diskmill.org/image-statement/v1";

  /** The longest name, version or variant, in UTF-16 units. */
  public static final int MAX_TEXT = 1024;

  public Statement {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name: empty");
    }
    requireText("name", name);
    requireText("version", version);
    requireText("variant", variant);
    DigestNames.requireKnown("content", content);
    madeFrom.ifPresent(from -> DigestNames.requireKnown("madeFrom", from));
  }

  /** The in-toto statement in canonical JSON, in UTF-8. */
  public byte[] payload() {
    return StatementJson.write(this);
  }

  /** What a signature is over: the payload's pre-authentication encoding. */
  public byte[] bytes() {
    return PreAuthentication.encode(StatementJson.PAYLOAD_TYPE, payload());
  }

  private static void requireText(String field, String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          field + ": " + text.length() + " UTF-16 units, expected at most " + MAX_TEXT);
    }
    CanonicalJson.requireUnicode(field, text);
  }
}
