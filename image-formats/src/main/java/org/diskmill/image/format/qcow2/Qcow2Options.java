// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of qcow2 to write.
 *
 * @param version 2 or 3
 * @param clusterBits the cluster size is {@code 1 << clusterBits} bytes
 * @param refcountOrder a refcount has {@code 1 << refcountOrder} bits
 * @param packing of compressed clusters
 * @param compressed whether clusters are compressed
 */
record Qcow2Options(
    int version,
    int clusterBits,
    int refcountOrder,
    Packing packing,
    boolean compressed,
    boolean lazyRefcounts,
    boolean extendedL2) {
  /** What is written, and what qemu-img has besides: known, so that it is refused by name. */
  static final Set<String> KEYS = Set.of(
      "cluster_size",
      "compat",
      "compression_type",
      "lazy_refcounts",
      "refcount_bits",
      "extended_l2",
      "preallocation",
      "backing_file",
      "backing_fmt",
      "data_file",
      "data_file_raw",
      "encryption",
      "encrypt.format");

  private static final Map<String, String> ONLY_DEFAULT =
      Map.of("preallocation", "off", "encryption", "off", "data_file_raw", "off");

  private static final Set<String> NOT_YET =
      Set.of("backing_file", "backing_fmt", "data_file", "encrypt.format");

  static Qcow2Options of(WriteOptions options) throws UnsupportedImageException {
    refuseWhatIsNotWritten(options);
    int version = version(options.value("compat").orElse("1.1"));
    boolean extended = options.flag("extended_l2").orElse(false);
    boolean lazy = options.flag("lazy_refcounts").orElse(false);
    int refcountBits = refcountBits(options.value("refcount_bits").orElse("16"));
    Packing packing = packing(options.value("compression_type").orElse("zlib"));
    if (version == 2 && (extended || lazy || refcountBits != 16 || packing == Packing.ZSTD)) {
      throw new IllegalArgumentException(
          "option 'compat': 0.10 has neither extended_l2, lazy_refcounts, zstd nor refcounts of"
              + " other than 16 bits; use 1.1");
    }
    int clusterBits = clusterBits(options.bytes("cluster_size"), extended);
    return new Qcow2Options(
        version,
        clusterBits,
        Integer.numberOfTrailingZeros(refcountBits),
        packing,
        options.compressed(),
        lazy,
        extended);
  }

  private static void refuseWhatIsNotWritten(WriteOptions options)
      throws UnsupportedImageException {
    for (Map.Entry<String, String> option : options.values().entrySet()) {
      String only = ONLY_DEFAULT.get(option.getKey());
      if (NOT_YET.contains(option.getKey()) || only != null && !only.equals(option.getValue())) {
        throw new UnsupportedImageException(
            "qcow2: " + option.getKey() + "=" + option.getValue() + " is not written yet");
      }
    }
  }

  private static int version(String compat) {
    return switch (compat) {
      case "0.10", "v2" -> 2;
      case "1.1", "v3" -> 3;
      default ->
        throw new IllegalArgumentException(
            "option 'compat': '" + compat + "' is neither 0.10 nor 1.1");
    };
  }

  private static int refcountBits(String text) {
    if (!Set.of("1", "2", "4", "8", "16", "32", "64").contains(text)) {
      throw new IllegalArgumentException(
          "option 'refcount_bits': '" + text + "' is not a power of two from 1 to 64");
    }
    return Integer.parseInt(text);
  }

  private static Packing packing(String type) {
    return switch (type) {
      case "zlib" -> Packing.DEFLATE;
      case "zstd" -> Packing.ZSTD;
      default ->
        throw new IllegalArgumentException(
            "option 'compression_type': '" + type + "' is neither zlib nor zstd");
    };
  }

  private static int clusterBits(Optional<Long> bytes, boolean extended) {
    long size = bytes.orElse(64L << 10);
    long least = extended ? 16 << 10 : 512;
    if (size < least || size > 2 << 20 || Long.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "option 'cluster_size': " + size + " is not a power of two from " + least + " to 2M");
    }
    return Long.numberOfTrailingZeros(size);
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
