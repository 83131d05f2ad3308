// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.check.Checks;
import org.diskmill.image.compare.Allocations;
import org.diskmill.image.compare.Comparison;
import org.diskmill.image.contract.Failing;
import org.diskmill.image.contract.QcowMaker;
import org.diskmill.image.contract.Written;
import org.diskmill.image.digest.DiskDigest;
import org.diskmill.image.grow.Growth;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.io.Target;
import org.diskmill.testkit.DecoratedSource;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What becomes of a source that is not opened as an image. */
class ImagesTest {
  @Test
  void failingToOpenClosesTheSourceAndSaysWhyItFailed() {
    for (Throwable why :
        List.of(new IOException(), new IllegalStateException(), new OutOfMemoryError())) {
      Failing source = Failing.reading(1 << 20, why);
      OpenOptions options = OpenOptions.as("qcow2");
      assertSame(why, assertThrows(Throwable.class, () -> Images.open(source, options)));
      assertTrue(source.closed());
      assertEquals("failed to close", why.getSuppressed()[0].getMessage());
    }
  }

  @Test
  void whatWasClosedSaysSoWhateverLiesThere() throws IOException {
    byte[] hole = Written.file(new byte[1 << 20], WriteOptions.of("qcow2"), 1);
    byte[] data = Written.file(Patterns.bytes(1, 1 << 20), WriteOptions.of("qcow2"), 1);
    OpenOptions qcow2 = OpenOptions.as("qcow2");
    for (byte[] file : List.of(hole, data)) {
      for (long size : List.of(1L << 19, 1L << 20, 2L << 20)) {
        Source source = Sources.bytes("closed.qcow2", ByteBuffer.wrap(file));
        DiskImage image = Images.resized(Images.open(source, qcow2), size);
        ExtentCursor runs = image.extents(0, size);
        image.close();
        String said = "closed.qcow2: was closed before reading at ";
        for (long at : List.of(0L, size / 2, size - 1)) {
          IOException closed = assertThrows(
              ClosedChannelException.class, () -> image.read(at, ByteBuffer.allocate(1)));
          assertEquals(said + at, closed.getMessage());
        }
        IOException closed = assertThrows(ClosedChannelException.class, runs::next);
        assertEquals(said + 0, closed.getMessage());
        assertThrows(ClosedChannelException.class, () -> image.extents(0, size).next());
        image.close();
      }
    }
  }

  /** A caller's source may throw anything. */
  @Test
  void whereOneFileOfAChainCannotBeClosedTheOthersAre() throws IOException {
    List<String> closed = new ArrayList<>();
    Source base = told(closed, "base", new byte[512]);
    Source top = told(closed, "top", new QcowMaker(false, "base").file(new byte[512]));
    OpenOptions options = OpenOptions.as("qcow")
        .references(reference -> Optional.of(base))
        .backingFormat(Optional.of("raw"));
    DiskImage image = Images.open(top, options);
    IllegalStateException failed = assertThrows(IllegalStateException.class, image::close);
    assertEquals("base", failed.getMessage());
    assertEquals("top", failed.getSuppressed()[0].getMessage());
    assertEquals(List.of("base", "top"), closed);
  }

  /** A source that tells that it is closed, and then cannot be. */
  private static Source told(List<String> closed, String name, byte[] bytes) {
    return new DecoratedSource(Sources.bytes(name, ByteBuffer.wrap(bytes))) {
      @Override
      public void close() {
        closed.add(name);
        throw new IllegalStateException(name);
      }
    };
  }

  /** Its current state would be taken for the snapshot. */
  @Test
  void aSnapshotOfADiskThatHasNoneIsRefused() throws IOException {
    OpenOptions options = OpenOptions.probing().snapshot(Optional.of("monday"));
    for (String format : List.of("raw", "parallels", "qcow2", "vdi", "vhd", "vhdx", "vmdk")) {
      byte[] file = Written.file(Patterns.bytes(1, 1 << 20), WriteOptions.of(format), 1);
      Source source = Sources.bytes("one", ByteBuffer.wrap(file));
      OpenOptions known = options.format(Optional.of(format));
      ImageException refused =
          assertThrows(UnsupportedImageException.class, () -> Images.open(source, known), format);
      String said = String.valueOf(refused.getMessage());
      assertTrue(said.startsWith("one: has no snapshot 'monday'; it has "), said);
    }
  }

  private static void assertNamed(String argument, Executable call) {
    assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without such a checker do.
  void nullsAreRefusedAtOnceByTheirNames() throws IOException {
    Failing source = Failing.reading(0, new IOException());
    OpenOptions options = OpenOptions.probing();
    DiskImage disk = Images.zeros(512);
    WriteOptions raw = WriteOptions.of("raw");
    assertNamed("source", () -> Images.open(null, options));
    assertNamed("options", () -> Images.open(source, null));
    assertNamed("source", () -> Images.info(null, options));
    assertNamed("options", () -> Images.info(source, null));
    assertNamed("source", () -> Images.formatOf(null, options));
    assertNamed("options", () -> Images.formatOf(source, null));
    assertNamed("source", () -> Images.recognise(null));
    assertNamed("image", () -> Images.resized(null, 512));
    assertNamed("options", () -> Conversion.of(disk, null));
    assertNamed("callers", () -> Conversion.of(disk, raw).on(null, 1));
    assertNamed("disk", () -> Conversion.of(disk, raw).over(null));
    assertNamed("a", () -> Comparison.of(null, disk));
    assertNamed("b", () -> Comparison.of(disk, null));
  }

  @Test
  @SuppressWarnings("NullAway") // As above.
  void operationsNameNullsBeforeTheyBegin() throws IOException {
    Failing source = Failing.reading(0, new IOException());
    OpenOptions options = OpenOptions.probing();
    DiskImage disk = Images.zeros(512);
    Conversion raw = Conversion.of(disk, WriteOptions.of("raw"));
    Job job = Job.unattended();
    assertAll(
        () -> assertNamed("target", () -> raw.writeTo((Target) null, job)),
        () -> assertNamed("out", () -> raw.writeTo((Sink) null, job)),
        () -> assertNamed("job", () -> raw.writeTo(Sinks.counting(), null)),
        () -> assertNamed("job", () -> Comparison.of(disk, disk).firstDifference(null)),
        () -> assertNamed("a", () -> Allocations.firstDifference(null, disk)),
        () -> assertNamed("b", () -> Allocations.firstDifference(disk, null)),
        () -> assertNamed("image", () -> DiskDigest.of(null, job)),
        () -> assertNamed("job", () -> DiskDigest.of(disk, null)),
        () -> assertNamed("source", () -> Checks.check(null, options, job)),
        () -> assertNamed("options", () -> Checks.check(source, null, job)),
        () -> assertNamed("job", () -> Checks.check(source, options, null)),
        () -> assertNamed("source", () -> Inspection.of(null, Limits.defaults())),
        () -> assertNamed("limits", () -> Inspection.of(source, null)),
        () -> assertNamed("file", () -> Growth.grow(null, options, 1)),
        () -> assertNamed("options", () -> Growth.grow(Path.of("no such file"), null, 1)));
  }

  @Test
  @SuppressWarnings("NullAway") // As above.
  void doorsAndPassphrasesNameNulls() {
    assertAll(
        () -> assertNamed("directory", () -> References.in(null)),
        () -> assertNamed("image", () -> References.in(Path.of(""), null)),
        () -> assertNamed("files", () -> References.of(null)),
        () -> assertNamed("passphrase", () -> Passphrases.of(null)));
  }
}
