// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param findings the first of them; a damaged image can have more than anybody reads
 * @param leaks how many there are of that severity
 * @param corruptions how many there are of that severity
 * @param errors how many parts could not be checked
 * @param allocation what is stored, where the format counts that
 */
public record CheckReport(
    String format,
    List<Finding> findings,
    long leaks,
    long corruptions,
    long errors,
    Optional<Allocation> allocation) {
  /** This one, with the findings of another about a file that belongs to the image. */
  CheckReport with(CheckReport other) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(other.findings);
    return new CheckReport(
        format,
        List.copyOf(all),
        leaks + other.leaks,
        corruptions + other.corruptions,
        errors + other.errors,
        allocation);
  }

  /** Whether nothing was found. */
  public boolean clean() {
    return leaks == 0 && corruptions == 0 && errors == 0;
  }
}
