// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

/**
 * How much of a disk is stored.
 *
 * @param totalClusters of the disk
 * @param allocatedClusters that are stored
 * @param fragmentedClusters that do not follow the one before them in the file
 * @param compressedClusters that are stored compressed
 * @param endOffset where the last cluster in use ends, in bytes of the file
 */
public record Allocation(
    long totalClusters,
    long allocatedClusters,
    long fragmentedClusters,
    long compressedClusters,
    long endOffset) {}
