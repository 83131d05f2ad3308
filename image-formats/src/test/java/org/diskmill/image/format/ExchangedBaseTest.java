// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A child knows its parent by what that one holds, so that another disk in its place is noticed. */
class ExchangedBaseTest {
  private static final int SIZE = (5 << 20) + 512;

  @TempDir
  private Path directory;

  private static DiskImage raw(byte[] disk) throws IOException {
    return Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
  }

  private void write(Conversion conversion, String name) throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve(name))) {
      conversion.writeTo(files, Job.unattended());
      files.commit();
    }
  }

  private void base(byte[] disk, String format, String list) throws IOException {
    try (DiskImage image = raw(disk)) {
      write(Conversion.of(image, WriteOptions.of(format).withAll(list)), "base." + format);
    }
  }

  private void child(byte[] disk, String format, String over, String name) throws IOException {
    WriteOptions options = WriteOptions.of(format).with("backing_file", over + "." + format);
    try (DiskImage image = raw(disk);
        DiskImage under = open(over + "." + format, format)) {
      write(Conversion.of(image, options).over(under), name + "." + format);
    }
  }

  private DiskImage open(String name, String format) throws IOException {
    return Images.open(
        Sources.file(directory.resolve(name)),
        OpenOptions.as(format).references(References.in(directory)));
  }

  private byte[] content(String name, String format) throws IOException {
    return Memory.content(open(name + "." + format, format));
  }

  private static byte[] with(byte[] disk, int at) {
    byte[] other = disk.clone();
    other[at] ^= 1;
    return other;
  }

  @ParameterizedTest
  @CsvSource({
    "vhd, ''",
    "vhd, subformat=fixed",
    "vhdx, ''",
    "vhdx, subformat=fixed",
    "vdi, ''",
    "vdi, static=on",
    "vmdk, ''",
    "vmdk, subformat=monolithicFlat",
    "vmdk, subformat=twoGbMaxExtentSparse",
    "vmdk, subformat=twoGbMaxExtentFlat"
  })
  void aBaseThatIsWrittenAnewWithOneBitChangedIsRefused(String format, String list)
      throws IOException {
    byte[] old = Patterns.bytes(1, SIZE);
    byte[] disk = with(old, 2 << 20);
    base(old, format, list);
    child(disk, format, "base", "child");
    assertArrayEquals(disk, content("child", format));
    base(with(old, SIZE - 1), format, list);
    assertThrows(ImageException.class, () -> content("child", format));
    // What it was made from is what it was, however often it is written.
    base(old, format, list);
    assertArrayEquals(disk, content("child", format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx", "vdi", "vmdk"})
  void soIsADiskInTheMiddleOfAChain(String format) throws IOException {
    byte[] old = Patterns.bytes(1, SIZE);
    byte[] middle = with(old, 1 << 20);
    byte[] disk = with(middle, 3 << 20);
    base(old, format, "");
    child(middle, format, "base", "middle");
    child(disk, format, "middle", "top");
    assertArrayEquals(disk, content("top", format));
    child(with(old, (1 << 20) + 1), format, "base", "middle");
    assertThrows(ImageException.class, () -> content("top", format));
    child(middle, format, "base", "middle");
    assertArrayEquals(disk, content("top", format));
  }

  /** To that checksum, all data that end with their own are the same: firmware for one. */
  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx", "vdi", "vmdk"})
  void soAreDataThatEndWithTheirOwnChecksum(String format) throws IOException {
    byte[] rest = Patterns.bytes(1, SIZE);
    for (Supplier<Checksum> crc : List.<Supplier<Checksum>>of(CRC32::new, CRC32C::new)) {
      byte[] old = closed(rest, 2, crc.get());
      byte[] other = closed(rest, 3, crc.get());
      byte[] middle = closed(old, 4, crc.get());
      base(old, format, "");
      child(with(old, SIZE - 1), format, "base", "child");
      child(middle, format, "base", "middle");
      child(with(middle, SIZE - 1), format, "middle", "top");
      child(closed(old, 5, crc.get()), format, "base", "middle");
      assertThrows(ImageException.class, () -> content("top", format));
      base(other, format, "");
      assertThrows(ImageException.class, () -> content("child", format));
    }
  }

  private static byte[] closed(byte[] disk, long seed, Checksum crc) {
    byte[] data = Patterns.bytes(seed, (1 << 20) - Integer.BYTES);
    crc.update(data, 0, data.length);
    byte[] closed = disk.clone();
    ByteBuffer at = ByteBuffer.wrap(closed).order(ByteOrder.LITTLE_ENDIAN).position(1 << 20);
    at.put(data).putInt((int) crc.getValue());
    return closed;
  }
}
