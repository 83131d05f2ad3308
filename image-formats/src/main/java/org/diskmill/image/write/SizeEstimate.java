// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

/**
 * How large the result of a conversion will be.
 *
 * @param bytes of the file, at most; where a disk's data are in files of their own, of all of these
 * @param exact whether it will have exactly that size; otherwise zeros that are found in data, or
 *     compression, can make it smaller
 */
public record SizeEstimate(long bytes, boolean exact) {}
