// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

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
  /** Whether nothing was found. */
  public boolean clean() {
    return leaks == 0 && corruptions == 0 && errors == 0;
  }
}
