// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.signing.UntrustedException.Reason;
import tools.jackson.databind.JsonNode;

/** A statement as an in-toto Statement v1 in canonical JSON; the package's comment has the form. */
final class StatementJson {
  /** [INTOTO "Envelope"] */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String TYPE = "https://in-toto.io/Statement/v1";

  private StatementJson() {}

  static byte[] write(Statement statement) {
    Map<String, Object> predicate = content(statement.content());
    predicate.put("version", statement.version());
    predicate.put("variant", statement.variant());
    statement.madeFrom().ifPresent(from -> {
      Map<String, Object> madeFrom = content(from);
      madeFrom.put("digest", DigestNames.of(from));
      predicate.put("madeFrom", madeFrom);
    });
    Map<String, Object> subject =
        Map.of("name", statement.name(), "digest", DigestNames.of(statement.content()));
    return CanonicalJson.write(Map.of(
        "_type",
        TYPE,
        "subject",
        List.of(subject),
        "predicateType",
        Statement.PREDICATE_TYPE,
        "predicate",
        predicate));
  }

  /**
   * Reads what {@link #write} writes and nothing else: whatever a signer added would be signed, and
   * yet unseen by us.
   */
  static Statement read(String where, byte[] payload) throws UntrustedException {
    JsonFields fields = JsonFields.parse(where, payload);
    fields.requireText("_type", TYPE);
    fields.requireText("predicateType", Statement.PREDICATE_TYPE);
    JsonFields subject = fields.only("subject");
    JsonFields predicate = fields.object("predicate");
    Optional<ContentId> madeFrom = Optional.empty();
    if (predicate.has("madeFrom")) {
      JsonFields from = predicate.object("madeFrom");
      madeFrom = Optional.of(content(from, from.object("digest")));
    }
    Statement statement;
    try {
      statement = new Statement(
          subject.text("name"),
          predicate.text("version"),
          predicate.text("variant"),
          content(predicate, subject.object("digest")),
          madeFrom);
    } catch (IllegalArgumentException refused) {
      throw fields.malformed(String.valueOf(refused.getMessage()), refused);
    }
    requireCanonical(where, payload, statement.payload());
    return statement;
  }

  private static void requireCanonical(String where, byte[] found, byte[] expected)
      throws UntrustedException {
    int at = Arrays.mismatch(found, expected);
    if (at >= 0) {
      throw new UntrustedException(
          Reason.MALFORMED,
          where + ": not the canonical form of a statement from byte " + at
              + " on (a field too many, or other JSON for the same)");
    }
  }

  private static Map<String, Object> content(ContentId content) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("size", content.size());
    fields.put("leafBytes", (long) content.leafBytes());
    return fields;
  }

  private static ContentId content(JsonFields fields, JsonFields digests)
      throws UntrustedException {
    Optional<Digest> root = Optional.empty();
    Optional<Digest> flat = Optional.empty();
    for (Map.Entry<String, JsonNode> entry : digests.entries()) {
      String name = entry.getKey();
      String hex = digests.text(name);
      try {
        if (name.equals(DigestNames.TREE)) {
          root = Optional.of(new Digest(Digest.SHA_256, hex));
        } else {
          flat = DigestNames.digest(name, hex);
        }
      } catch (IllegalArgumentException refused) {
        throw digests.malformed(name + ": " + refused.getMessage(), refused);
      }
    }
    long size = fields.number("size", CanonicalJson.MAX_NUMBER);
    int leafBytes = (int) fields.number("leafBytes", DigestNames.MAX_LEAF_BYTES);
    try {
      return new ContentId(size, leafBytes, root, flat);
    } catch (IllegalArgumentException refused) {
      throw digests.malformed(String.valueOf(refused.getMessage()), refused);
    }
  }
}
