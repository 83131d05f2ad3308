// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diskmill.image.contract.QcowMaker;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.testkit.Patterns;

/** Whole small files of each format for the fuzzer to begin with. */
final class Samples {
  private static final String COMPRESSED = "-c ";

  /** Made once, not for each of the fuzzer's thousands of tries. */
  private static final Map<String, byte[]> BASES = Stream.of("qcow2", "vmdk", "vhd", "vdi")
      .collect(Collectors.toMap(format -> format, Samples::newBase));

  private Samples() {}

  /** The same disk as each of these writes it: {@code [-c ]FORMAT[,key=value…]}. */
  static Stream<byte[]> written(String... options) {
    return Arrays.stream(options).map(Samples::one);
  }

  static Stream<byte[]> qcow() {
    return Stream.of(new QcowMaker(false, "base"), new QcowMaker(true, ""))
        .map(maker -> maker.file(disk()));
  }

  /** An image over {@link #base}, with these options. */
  static byte[] overlay(String options) {
    WriteOptions plain = options(options);
    String format = plain.format();
    WriteOptions write = plain.with("backing_file", "base").with("backing_fmt", format);
    return made(options, () -> Written.over(base(format), disk(), write));
  }

  /** What an overlay of a format is over: an image of that format. */
  static byte[] base(String format) {
    return Objects.requireNonNull(BASES.get(format), format);
  }

  private static byte[] newBase(String format) {
    boolean maySizesDiffer = format.equals("qcow2");
    byte[] disk = Patterns.bytes(4, maySizesDiffer ? 30_208 : disk().length);
    WriteOptions write = options(format);
    return made(format, () -> Written.file(disk, write, 1));
  }

  /** Data, text, zeros, and an end that is no multiple of anything but sectors. */
  static byte[] disk() {
    byte[] disk = new byte[48_640];
    System.arraycopy(Patterns.bytes(3, 5000), 0, disk, 700, 5000);
    Arrays.fill(disk, 20_000, 27_000, (byte) 'a');
    disk[disk.length - 1] = 1;
    return disk;
  }

  static byte[] one(String options) {
    return made(options, () -> Written.file(disk(), options(options), 1));
  }

  private static WriteOptions options(String options) {
    boolean compressed = options.startsWith(COMPRESSED);
    String[] parts = options.substring(compressed ? COMPRESSED.length() : 0).split(",", 2);
    WriteOptions write = WriteOptions.of(parts[0]).compressed(compressed);
    return parts.length > 1 ? write.withAll(parts[1]) : write;
  }

  private static byte[] made(String what, Callable<byte[]> maker) {
    try {
      return maker.call();
    } catch (Exception failed) {
      throw new AssertionError(what, failed);
    }
  }
}
