// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;
import org.diskmill.io.Targets;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that are packed already, by somebody who packs in another way than we do. */
class PassingOnTest {
  private static final int CLUSTER = 64 << 10;
  private static final WriteOptions PACKED = WriteOptions.of("qcow2").compressed(true);

  @TempDir
  private Path directory;

  private byte[] disk = new byte[0];
  private byte[] foreign = new byte[0];

  @BeforeEach
  void makeDisk() throws IOException {
    disk = Patterns.bytes(9, 20 * CLUSTER);
    for (int i = 0; i < disk.length; i++) {
      disk[i] &= 15;
    }
    Path path = directory.resolve("foreign");
    try (PendingFile file = PendingFile.at(path);
        ImageWriter writer =
            new Qcow2WriterFormat().create(PACKED, disk.length, Targets.single(file.sink()))) {
      for (int at = 0; at < disk.length; at += CLUSTER) {
        writer.put(new EncodedUnit(at, EncodedUnit.Form.PACKED, quickly(at)));
      }
      writer.finish();
      file.commit();
    }
    foreign = Files.readAllBytes(path);
  }

  /** By the least effort, which nobody who wants small files makes. */
  private ByteBuffer quickly(int at) {
    Deflater deflater = new Deflater(1, true);
    deflater.setInput(disk, at, CLUSTER);
    deflater.finish();
    ByteBuffer out = ByteBuffer.allocateDirect(CLUSTER);
    deflater.deflate(out);
    deflater.end();
    return out.flip();
  }

  private DiskImage open() throws IOException {
    return Images.open(Sources.bytes("foreign", ByteBuffer.wrap(foreign)), OpenOptions.as("qcow2"));
  }

  @Test
  void theyGoOnAsTheyAre() throws IOException {
    assertArrayEquals(foreign, Written.file(open(), PACKED, 2));
  }

  @Test
  void theyArePackedAnewOnRequest() throws IOException {
    byte[] anew = Written.file(open(), PACKED.with("recompress", "on"), 2);
    assertArrayEquals(Written.file(disk, PACKED, 2), anew);
    assertFalse(Arrays.equals(foreign, anew));
  }

  @Test
  void grainsHoldTheSameStreamsInAWrapper() throws IOException {
    WriteOptions stream = WriteOptions.of("vmdk").with("subformat", "streamOptimized");
    byte[] file = Written.file(open(), stream, 2);
    int found = 0;
    for (int at = 0; at < disk.length; at += CLUSTER) {
      found += contains(file, quickly(at)) ? 1 : 0;
    }
    assertEquals(disk.length / CLUSTER, found);
    byte[] anew = Written.file(open(), stream.with("recompress", "on"), 2);
    assertFalse(contains(anew, quickly(0)));
  }

  @Test
  void aDamagedOneIsNotPassedOn() {
    Arrays.fill(foreign, 2 * CLUSTER + 100, 2 * CLUSTER + 200, (byte) 0xff);
    var failure = org.junit.jupiter.api.Assertions.assertThrows(
        org.diskmill.image.CorruptImageException.class, () -> Written.file(open(), PACKED, 2));
    assertTrue(failure.toString().contains("compressed unit at"), failure.toString());
  }

  private static boolean contains(byte[] file, ByteBuffer part) {
    ByteBuffer whole = ByteBuffer.wrap(file);
    for (int at = 0; at + part.remaining() <= file.length; at++) {
      if (whole.get(at) == part.get(0) && whole.slice(at, part.remaining()).equals(part)) {
        return true;
      }
    }
    return false;
  }
}
