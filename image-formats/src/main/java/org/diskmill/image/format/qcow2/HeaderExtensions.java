// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.NameBytes;
import org.diskmill.io.Source;
import org.jspecify.annotations.Nullable;

/**
 * What follows the fixed header in the first cluster: [QCOW2 "Header extensions"].
 *
 * @param backingFormat the name of the backing file's format
 * @param dataFile the name of the external data file
 * @param bitmaps where the persistent bitmaps are
 * @param encryptionHeader where the LUKS header is
 * @param featureNames what the writer calls its features, by {@link #feature}
 * @param types of all that there are, in their order
 */
record HeaderExtensions(
    Optional<String> backingFormat,
    Optional<String> dataFile,
    Optional<Bitmaps> bitmaps,
    Optional<Place> encryptionHeader,
    Map<Integer, String> featureNames,
    List<Integer> types) {
  static final int END = 0;
  static final int BACKING_FORMAT = 0xE2792ACA;
  static final int DATA_FILE = 0x44415441;
  static final int BITMAPS = 0x23852875;
  static final int ENCRYPTION_HEADER = 0x0537BE77;
  static final int FEATURE_NAMES = 0x6803F857;

  static final int INCOMPATIBLE = 0;
  static final int COMPATIBLE = 1;
  static final int AUTOCLEAR = 2;

  /** Of a row in the table of feature names: the kind, the bit, the name. */
  private static final int ROW = 48;

  /** A feature in the table of names. */
  static int feature(int kind, int bit) {
    return kind << Byte.SIZE | bit;
  }

  /** The bitmap directory: [QCOW2 "Bitmaps extension"]. */
  record Bitmaps(long count, long directoryBytes, long directoryAt) {}

  /** A range of the file, in bytes. */
  record Place(long at, long length) {}

  static HeaderExtensions read(Source source, Qcow2Header header) throws IOException {
    long end = header.backingAt() == 0 ? header.clusterBytes() : header.backingAt();
    ByteBuffer area = ByteBuffer.allocate((int) Math.min(end, source.size()));
    source.readFully(0, area);
    Reading reading = new Reading(source, area.flip());
    reading.all(header.length());
    return new HeaderExtensions(
        Optional.ofNullable(reading.backingFormat),
        Optional.ofNullable(reading.dataFile),
        Optional.ofNullable(reading.bitmaps),
        Optional.ofNullable(reading.encryptionHeader),
        Map.copyOf(reading.featureNames),
        List.copyOf(reading.types));
  }

  private static final class Reading {
    private final Source source;
    private final ByteBuffer area;
    private final List<Integer> types = new ArrayList<>();
    private final Map<Integer, String> featureNames = new HashMap<>();
    private @Nullable String backingFormat;
    private @Nullable String dataFile;
    private @Nullable Bitmaps bitmaps;
    private @Nullable Place encryptionHeader;

    Reading(Source source, ByteBuffer area) {
      this.source = source;
      this.area = area;
    }

    void all(int start) throws CorruptImageException {
      int at = start;
      while (at <= area.limit() - 8 && area.getInt(at) != END) {
        int type = area.getInt(at);
        int length = area.getInt(at + 4);
        if (length < 0 || length > area.limit() - at - 8) {
          throw new CorruptImageException(source
              + ": length of header extension "
              + Integer.toHexString(type)
              + " at "
              + (at + 4)
              + " is "
              + Integer.toUnsignedString(length)
              + ", expected at most "
              + (area.limit() - at - 8)
              + " up to the end of the first cluster or the backing file's name");
        }
        one(type, at + 8, length);
        at += 8 + (length + 7) / 8 * 8;
      }
    }

    private void one(int type, int at, int length) throws CorruptImageException {
      types.add(type);
      switch (type) {
        case BACKING_FORMAT ->
          backingFormat = NameBytes.text(area.slice(at, length)).orElse(null);
        case DATA_FILE -> dataFile = NameBytes.text(area.slice(at, length)).orElse(null);
        case BITMAPS -> {
          require("bitmaps", at, length, 24);
          long count = Integer.toUnsignedLong(area.getInt(at));
          bitmaps = new Bitmaps(count, area.getLong(at + 8), area.getLong(at + 16));
        }
        case ENCRYPTION_HEADER -> {
          require("encryption header", at, length, 16);
          encryptionHeader = new Place(area.getLong(at), area.getLong(at + 8));
        }
        case FEATURE_NAMES -> featureNames(at, length);
        default -> {
          // An extension that is not known is to be ignored: [QCOW2 "Header extensions"].
        }
      }
    }

    /** [QCOW2 "Feature name table"]. Kind and bit have a byte each, which bounds what is kept. */
    private void featureNames(int at, int length) {
      for (int row = at; row <= at + length - ROW; row += ROW) {
        int feature =
            feature(Byte.toUnsignedInt(area.get(row)), Byte.toUnsignedInt(area.get(row + 1)));
        NameBytes.text(area.slice(row + 2, ROW - 2))
            .ifPresent(name -> featureNames.putIfAbsent(feature, name));
      }
    }

    private void require(String what, int at, int length, int least) throws CorruptImageException {
      if (length < least) {
        throw new CorruptImageException(source
            + ": "
            + what
            + " extension at "
            + at
            + " has "
            + length
            + " bytes, expected "
            + least);
      }
    }
  }
}
