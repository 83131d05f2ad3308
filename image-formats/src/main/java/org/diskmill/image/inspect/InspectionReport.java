// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.List;

/**
 * What a file was found to be.
 *
 * @param formats every format whose marks it bears; empty for one that can only be raw
 * @param hazards everything found, empty for a safe file
 */
public record InspectionReport(List<String> formats, List<Hazard> hazards) {
  /** Whether nothing speaks against opening it. */
  public boolean safe() {
    return hazards.isEmpty();
  }
}
