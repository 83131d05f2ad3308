// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Finds the name that somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** The known name with the least edits, unless most of it would have to be edited. */
  static Optional<String> of(String word, Set<String> known) {
    return known.stream()
        .filter(name -> edits(word, name) <= Math.max(2, name.length() / 2))
        .min(Comparator.comparingInt((String name) -> edits(word, name))
            .thenComparing(name -> name));
  }

  /** How many characters must be put in, taken out or changed. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
