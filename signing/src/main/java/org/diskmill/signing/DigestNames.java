// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;

/** What digests are called in statements: in-toto's names, and one of our own for the tree's root. */
enum DigestNames {
  SHA224("sha224", "SHA-224", 28),
  SHA256("sha256", "SHA-256", 32),
  SHA384("sha384", "SHA-384", 48),
  SHA512("sha512", "SHA-512", 64);

  /** The root of a tree [RFC 6962 section 2.1] with SHA-256; its leaf size is in the predicate. */
  static final String TREE = "rfc6962Sha256";

  /** A reader holds a leaf in memory, so a statement may not ask for larger ones. */
  static final int MAX_LEAF_BYTES = 64 << 20;

  private final String name;
  private final String algorithm;
  private final int bytes;

  DigestNames(String name, String algorithm, int bytes) {
    this.name = name;
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /** The digests of a content, by name. */
  static Map<String, String> of(ContentId content) {
    Map<String, String> digests = new TreeMap<>();
    content.root().ifPresent(root -> digests.put(TREE, root.hex()));
    content.flat().ifPresent(flat -> digests.put(byAlgorithm("flat", flat).name, flat.hex()));
    return digests;
  }

  /** The digest under one of in-toto's names; empty when the name is none. */
  static Optional<Digest> digest(String name, String hex) {
    for (DigestNames known : values()) {
      if (known.name.equals(name)) {
        return Optional.of(new Digest(known.algorithm, hex));
      }
    }
    return Optional.empty();
  }

  /** Refuses contents that a statement has no way to say. */
  static void requireKnown(String field, ContentId content) {
    if (content.size() > CanonicalJson.MAX_NUMBER) {
      throw new IllegalArgumentException(
          field + ": size " + content.size() + ", expected at most " + CanonicalJson.MAX_NUMBER);
    }
    if (content.leafBytes() > MAX_LEAF_BYTES) {
      throw new IllegalArgumentException(
          field + ": leafBytes " + content.leafBytes() + ", expected at most " + MAX_LEAF_BYTES);
    }
    content.root().ifPresent(root -> {
      if (byAlgorithm(field + ".root", root) != SHA256) {
        throw new IllegalArgumentException(field + ".root: " + root + ", expected SHA-256");
      }
    });
    content.flat().ifPresent(flat -> byAlgorithm(field + ".flat", flat));
  }

  private static DigestNames byAlgorithm(String field, Digest digest) {
    for (DigestNames known : values()) {
      if (known.algorithm.equals(digest.algorithm())
          && known.bytes * 2 == digest.hex().length()) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        field + ": no name for " + digest + ", expected SHA-224, SHA-256, SHA-384 or SHA-512");
  }
}
