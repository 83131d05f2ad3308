// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

/**
 * One reason not to open a file without thought.
 *
 * @param code for programs, such as {@code backing-file}
 * @param message for people: which structure, what was found
 */
public record Hazard(String code, String message) {}
