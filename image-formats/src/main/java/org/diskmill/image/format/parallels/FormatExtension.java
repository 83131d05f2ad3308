// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Finding;
import org.diskmill.io.Source;

/**
 * What a newer writer added in a cluster of its own: [PARALLELS "Format Extension"]. Nothing in it
 * changes what the guest sees.
 *
 * @param bitmaps the dirty bitmaps
 * @param unknown the magic numbers of other features, of which so many are told
 * @param damage what is wrong with it, if anything is
 */
record FormatExtension(List<DirtyBitmap> bitmaps, List<String> unknown, Optional<Damage> damage) {
  private static final long MAGIC = 0xAB234CEF23DCEA87L;
  private static final long DIRTY_BITMAP = 0x20385FAE252CB34AL;
  private static final int MOST_TOLD = 64;
  private static final int HEAD = 24;
  private static final int BITMAP_HEAD = 32;

  /** One bitmap: [PARALLELS "Dirty bitmaps feature"]. */
  record DirtyBitmap(String id, long sectors, long granularitySectors) {}

  /** What is wrong with one. */
  record Damage(Finding.Kind kind, String how) {}

  /** Reads it. Damage is told, not thrown: writers drop what they cannot read. */
  static FormatExtension read(Source source, ParallelsHeader header, Limits limits)
      throws IOException {
    int bytes = header.clusterBytes();
    long sectors = header.extensionSectors();
    if (sectors < 0 || sectors > (source.size() - bytes) / ParallelsHeader.SECTOR) {
      return damaged(
          Finding.Kind.DANGLING,
          "is at sector " + Long.toUnsignedString(sectors)
              + ", expected a whole cluster before the end of the file");
    }
    limits.metadata(source, "format extension", bytes);
    ByteBuffer b = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(sectors * ParallelsHeader.SECTOR, b);
    if (b.getLong(0) != MAGIC) {
      return damaged(Finding.Kind.CHECKSUM, "has magic " + Long.toHexString(b.getLong(0)));
    }
    if (!b.slice(8, 16).equals(ByteBuffer.wrap(md5(b.slice(HEAD, bytes - HEAD))))) {
      return damaged(Finding.Kind.CHECKSUM, "does not have the MD5 that it says");
    }
    return features(b.position(HEAD));
  }

  private static FormatExtension features(ByteBuffer b) {
    List<DirtyBitmap> bitmaps = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    while (b.remaining() >= HEAD && b.getLong(b.position()) != 0) {
      int at = b.position();
      long length = Integer.toUnsignedLong(b.getInt(at + 16));
      if (length > b.remaining() - HEAD) {
        return damaged(
            Finding.Kind.DANGLING, "has a feature of " + length + " bytes, which ends outside");
      }
      if (b.getLong(at) == DIRTY_BITMAP && length >= BITMAP_HEAD) {
        byte[] id = new byte[16];
        b.get(at + HEAD + 8, id);
        bitmaps.add(new DirtyBitmap(
            HexFormat.of().formatHex(id),
            b.getLong(at + HEAD),
            Integer.toUnsignedLong(b.getInt(at + HEAD + 24))));
      } else if (unknown.size() < MOST_TOLD) {
        unknown.add("0x" + HexFormat.of().toHexDigits(b.getLong(at)));
      }
      b.position((int) Math.min(b.limit(), at + HEAD + (length + 7) / 8 * 8));
    }
    return new FormatExtension(bitmaps, unknown, Optional.empty());
  }

  private static FormatExtension damaged(Finding.Kind kind, String how) {
    return new FormatExtension(
        List.of(), List.of(), Optional.of(new Damage(kind, "format extension " + how)));
  }

  private static byte[] md5(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes);
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
