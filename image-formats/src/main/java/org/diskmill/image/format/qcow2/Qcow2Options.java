// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.Optional;
import org.diskmill.image.Reference;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.crypt.LuksVolume;
import org.diskmill.image.crypt.SectorCipher;

/**
 * What kind of qcow2 to write.
 *
 * @param version 2 or 3
 * @param clusterBits the cluster size is {@code 1 << clusterBits} bytes
 * @param refcountOrder a refcount has {@code 1 << refcountOrder} bits
 * @param packing of compressed clusters
 * @param compressed whether clusters are compressed
 * @param preallocation what clusters without data get
 * @param backing the file that the disk is based on
 * @param dataFile the file that guest data go to
 * @param rawDataFile whether that file must be a raw disk by itself
 * @param encryption of guest clusters
 */
record Qcow2Options(
    int version,
    int clusterBits,
    int refcountOrder,
    Packing packing,
    boolean compressed,
    boolean lazyRefcounts,
    boolean extendedL2,
    Preallocation preallocation,
    Optional<Reference> backing,
    Optional<Reference> dataFile,
    boolean rawDataFile,
    Optional<Encryption> encryption) {
  /** Whether the map must be known before the first cluster is encoded. */
  boolean mapFirst() {
    return encryption.isPresent();
  }

  /** The size of what stands between the header and the first cluster, in bytes. */
  int encryptionHeaderBytes() {
    return encryption.map(one -> LuksVolume.headerBytes(one.cipher())).orElse(0);
  }

  /** How long the data file of a disk is, which a raw one's is as the disk. */
  long dataFileBytes(long diskBytes) {
    return encryption.isEmpty()
        ? diskBytes
        : (diskBytes + SectorCipher.SECTOR - 1) / SectorCipher.SECTOR * SectorCipher.SECTOR;
  }

  int clusterBytes() {
    return 1 << clusterBits;
  }

  int l2EntryBytes() {
    return extendedL2 ? 16 : 8;
  }

  int l2Entries() {
    return clusterBytes() / l2EntryBytes();
  }

  /** How many guest bytes one L2 table maps. */
  long mappedByTable() {
    return (long) l2Entries() << clusterBits;
  }

  /** How many references to one host cluster can be counted. */
  long mostReferences() {
    return refcountOrder == 6 ? Long.MAX_VALUE : (1L << (1 << refcountOrder)) - 1;
  }
}
