// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

/**
 * One thing that is not as it should be.
 *
 * @param severity what it means for whoever uses the image
 * @param at where in the file, in bytes
 * @param message says which structure, what was found, and what was expected
 */
public record Finding(Severity severity, long at, String message) {
  /** What a finding means. */
  public enum Severity {
    /** Space is lost, data are not. */
    LEAK,
    /** Data are, or may become, wrong. */
    CORRUPTION,
    /** A part could not be checked. */
    ERROR
  }
}
