// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.charset.StandardCharsets;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Packing;

/** Which options go together. */
final class OptionRules {
  private static final int SIXTEEN_BITS = 4;

  /** [QCOW2 "Header"] 16. */
  private static final int MOST_NAME_BYTES = 1023;

  private OptionRules() {}

  static void check(Qcow2Options kind) throws UnsupportedImageException {
    if (kind.version() == 2) {
      version2(kind);
    }
    if (kind.encryption().isPresent()) {
      refuse(kind.compressed(), "encrypt.format", "compressed clusters are never encrypted");
    }
    if (kind.backing().isPresent()) {
      backing(kind.backing().get().name());
    }
    if (kind.dataFile().isPresent()) {
      refuse(kind.compressed(), "data_file", "compressed clusters cannot lie in another file");
      refuse(
          kind.rawDataFile() && kind.backing().isPresent(),
          "data_file_raw",
          "a raw data file holds the whole disk, so there can be no backing file");
      plainName(kind.dataFile().get().name());
    } else {
      refuse(kind.rawDataFile(), "data_file_raw", "is set without 'data_file'");
    }
    if (kind.preallocation().mapsEverything()) {
      refuse(kind.compressed(), "preallocation", "places for whole clusters make no smaller file");
      if (kind.backing().isPresent()) {
        // What is mapped hides the backing file, which only subclusters could undo.
        throw new UnsupportedImageException(
            "qcow2: preallocation over a backing file is not written, only preallocation=off");
      }
    }
    int needs = HeaderBytes.needs(kind);
    refuse(
        needs > kind.clusterBytes(),
        "cluster_size",
        "header and names take " + needs + " bytes of the first cluster, which has "
            + kind.clusterBytes());
  }

  private static void version2(Qcow2Options kind) {
    boolean newer = kind.extendedL2()
        || kind.lazyRefcounts()
        || kind.refcountOrder() != SIXTEEN_BITS
        || kind.packing() == Packing.ZSTD
        || kind.dataFile().isPresent()
        || kind.encryption().isPresent();
    refuse(
        newer,
        "compat",
        "0.10 has neither extended_l2, lazy_refcounts, zstd, data_file, LUKS nor refcounts of other"
            + " than 16 bits; use 1.1");
  }

  private static void backing(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    refuse(
        bytes == 0 || bytes > MOST_NAME_BYTES,
        "backing_file",
        "has " + bytes + " bytes in UTF-8, expected 1 to " + MOST_NAME_BYTES);
  }

  /** It is created beside the image, and nowhere else. */
  private static void plainName(String name) {
    boolean plain = !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
    refuse(!plain, "data_file", "is not the plain name of a file beside the image");
  }

  private static void refuse(boolean wrong, String option, String why) {
    if (wrong) {
      throw new IllegalArgumentException("option '" + option + "': " + why);
    }
  }
}
