// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Reference;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.write.WriteOptions;

/** Reads options under the names that qemu-img has for them. */
final class OptionReader {
  /** What is written, and what qemu-img has besides: known, so that it is refused by name. */
  static final Set<String> KEYS = union(
      Encryption.KEYS,
      Set.of(
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
          "data_file_raw"));

  private OptionReader() {}

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  static Qcow2Options read(WriteOptions options) throws UnsupportedImageException {
    boolean extended = options.flag("extended_l2").orElse(false);
    int refcountBits = refcountBits(options.value("refcount_bits").orElse("16"));
    boolean rawDataFile = options.flag("data_file_raw").orElse(false);
    Preallocation preallocation =
        Preallocation.named(options.value("preallocation").orElse("off"));
    if (rawDataFile && preallocation == Preallocation.OFF) {
      // Whoever uses the data file alone sees all of it, so the tables must say the same.
      preallocation = Preallocation.METADATA;
    }
    Qcow2Options read = new Qcow2Options(
        version(options.value("compat").orElse("1.1")),
        clusterBits(options.bytes("cluster_size"), extended),
        Integer.numberOfTrailingZeros(refcountBits),
        packing(options.value("compression_type").orElse("zlib")),
        options.compressed(),
        options.flag("lazy_refcounts").orElse(false),
        extended,
        preallocation,
        backing(options),
        options
            .value("data_file")
            .map(name -> new Reference(Reference.Role.DATA_FILE, name, Optional.of("raw"))),
        rawDataFile,
        Encryption.read(options));
    OptionRules.check(read);
    return read;
  }

  private static Optional<Reference> backing(WriteOptions options) {
    Optional<String> name = options.value("backing_file");
    Optional<String> format = options.value("backing_fmt");
    if (name.isEmpty()) {
      if (format.isPresent()) {
        throw new IllegalArgumentException("option 'backing_fmt': is set without 'backing_file'");
      }
      return Optional.empty();
    }
    if (format.isEmpty()) {
      throw new IllegalArgumentException("option 'backing_file': is set without 'backing_fmt'; who"
          + " opens the image must not have to guess the format");
    }
    return Optional.of(
        new Reference(Reference.Role.BACKING, name.get(), format.map(FormatNames::inQemu)));
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
}
