// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * One opened file, its log applied.
 *
 * @param replayed the file as it is once the log is replayed; all but the headers is read from it
 */
record VhdxFile(Source replayed, VhdxDescription description, BlockTable table) {
  static final String SIGNATURE = "vhdxfile";

  private static final int CREATOR_BYTES = 512;

  static VhdxFile open(Source file, Limits limits, boolean lenient) throws IOException {
    ByteBuffer identifier =
        Fields.read(file, "file identifier", 0, 8 + CREATOR_BYTES, ByteOrder.LITTLE_ENDIAN);
    byte[] signature = new byte[SIGNATURE.length()];
    identifier.get(0, signature);
    if (!new String(signature, StandardCharsets.ISO_8859_1).equals(SIGNATURE)) {
      throw new CorruptImageException(
          file + ": file identifier at 0 is wrong, expected the characters " + SIGNATURE);
    }
    VhdxHeader header = new HeaderSearch(file).current(lenient);
    Replay replay = Replay.of(file, header, limits, lenient);
    Source replayed = replay.applied();
    RegionTable regions = RegionTable.read(replayed);
    VhdxMetadata metadata =
        VhdxMetadata.read(replayed, regions.of(Guids.METADATA, "metadata", replayed), limits);
    Bat bat = Bat.of(
        metadata.diskBytes(), metadata.blockBytes(), metadata.sectorBytes(), metadata.hasParent());
    BlockTable table = new BlockTable(
        replayed,
        regions.of(Guids.BAT, "block allocation table", replayed),
        bat,
        metadata.blockBytes(),
        new TakenSpace(header, regions.regions()),
        lenient);
    VhdxDescription description =
        new VhdxDescription(file, creator(identifier), header, replay, regions, metadata);
    return new VhdxFile(replayed, description, table);
  }

  private static String creator(ByteBuffer identifier) {
    String text =
        StandardCharsets.UTF_16LE.decode(identifier.slice(8, CREATOR_BYTES)).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
