// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.LockedImageException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Passphrases;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LUKS inside qcow2. */
class EncryptionTest {
  private static final WriteOptions LUKS = WriteOptions.of("qcow2")
      .withAll("encrypt.format=luks,encrypt.hash-alg=sha512,encrypt.iter-time=1")
      .passphrases(Passphrases.of("geheim ü".toCharArray()));

  @TempDir
  private Path directory;

  private static DiskImage open(byte[] file, String passphrase) throws IOException {
    return Images.open(
        source(file),
        OpenOptions.as("qcow2").passphrases(Passphrases.of(passphrase.toCharArray())));
  }

  private static Source source(byte[] file) {
    return Sources.bytes("image", ByteBuffer.wrap(file));
  }

  @Test
  void readingGivesWhatWasStoredAndTheBooksAreInOrder() {
    Seeds.each(3, random -> {
      byte[] disk = Disks.random(random);
      for (WriteOptions kind :
          List.of(LUKS, LUKS.with("cluster_size", "512"), LUKS.with("extended_l2", "on"))) {
        byte[] file = Written.file(disk, kind, 2);
        assertArrayEquals(disk, Memory.content(open(file, "geheim ü")));
        var report = Checks.check(source(file), OpenOptions.as("qcow2"), Job.unattended());
        assertEquals(List.of(), report.orElseThrow().findings());
      }
    });
  }

  @Test
  void preallocatedClustersHoldEncryptedZeros() {
    Seeds.each(3, random -> {
      byte[] disk = Disks.random(random);
      for (String mode : List.of("metadata", "falloc", "full")) {
        for (WriteOptions kind : List.of(LUKS, LUKS.with("cluster_size", "4096"))) {
          byte[] file = Written.file(disk, kind.with("preallocation", mode), 3);
          assertArrayEquals(disk, Memory.content(open(file, "geheim ü")));
          assertTrue(places(file).stream().allMatch(at -> at >= 0));
          var report = Checks.check(source(file), OpenOptions.as("qcow2"), Job.unattended());
          assertEquals(List.of(), report.orElseThrow().findings());
        }
      }
    });
  }

  @Test
  void aDataFileIsEncryptedAtTheGuestsPlaces() throws IOException {
    byte[] disk = Patterns.bytes(3, (1 << 20) + 700);
    Arrays.fill(disk, 200_000, 900_000, (byte) 0);
    for (String more : List.of("", "preallocation=full", "data_file_raw=on")) {
      Path path = directory.resolve("split");
      try (DiskImage from = Memory.open(Map.of("disk", disk), "disk", "raw");
          PendingFiles files = PendingFiles.at(path)) {
        Conversion.of(from, LUKS.withAll("data_file=data," + more))
            .writeTo(files, Job.unattended());
        files.commit();
      }
      byte[] data = Files.readAllBytes(directory.resolve("data"));
      assertEquals((1 << 20) + 1024, data.length);
      byte[] start = Arrays.copyOf(data, 512);
      assertFalse(Arrays.equals(start, Arrays.copyOf(disk, 512)));
      OpenOptions open = OpenOptions.as("qcow2")
          .references(Memory.files(Map.of("data", data)))
          .passphrases(Passphrases.of("geheim ü".toCharArray()));
      byte[] file = Files.readAllBytes(path);
      assertArrayEquals(disk, Memory.content(Images.open(source(file), open)));
      var report = Checks.check(source(file), open, Job.unattended());
      assertEquals(List.of(), report.orElseThrow().findings());
    }
  }

  @Test
  void everyNumberOfWorkersGivesEveryClusterTheSamePlace() throws IOException {
    byte[] disk = Patterns.bytes(3, 3 << 20);
    Arrays.fill(disk, 300_000, 900_000, (byte) 0);
    assertEquals(places(Written.file(disk, LUKS, 1)), places(Written.file(disk, LUKS, 16)));
  }

  private static List<Long> places(byte[] file) throws IOException {
    List<Long> places = new ArrayList<>();
    try (DiskImage image = Images.open(source(file), OpenOptions.as("qcow2"))) {
      ExtentCursor runs = image.extents(0, image.size());
      for (Extent run = runs.next(); run != null; run = runs.next()) {
        places.add(run instanceof Extent.Data data ? data.at() : -1L);
      }
    }
    return places;
  }

  @Test
  void nothingOfTheDiskOrThePassphraseIsInTheFile() throws IOException {
    byte[] disk = new byte[256 << 10];
    Arrays.fill(disk, (byte) 'A');
    String file = new String(Written.file(disk, LUKS, 1), StandardCharsets.ISO_8859_1);
    assertFalse(file.contains("AAAAAAAA"));
    assertFalse(file.contains("geheim"));
    assertFalse(LUKS.toString().contains("geheim"));
  }

  @Test
  void withoutThePassphraseTheMapCanBeReadAndTheDataCannot() throws IOException {
    byte[] file = Written.file(Patterns.bytes(1, 100_000), LUKS, 1);
    assertEquals(1, places(file).size());
    try (DiskImage image = Images.open(source(file), OpenOptions.as("qcow2"))) {
      assertThrows(LockedImageException.class, () -> image.read(0, ByteBuffer.allocate(10)));
      assertTrue(image.info().encrypted());
    }
    assertThrows(LockedImageException.class, () -> open(file, "geheim u"));
  }

  @Test
  void withoutAPassphraseNothingIsWritten() throws IOException {
    try (DiskImage disk = Memory.open(Map.of("disk", new byte[512]), "disk", "raw");
        PendingFile file = PendingFile.at(directory.resolve("none"))) {
      Conversion conversion = Conversion.of(disk, LUKS.passphrases(Passphrases.none()));
      assertThrows(
          LockedImageException.class, () -> conversion.writeTo(file.sink(), Job.unattended()));
    }
    assertFalse(Files.exists(directory.resolve("none")));
  }

  @Test
  void legacyEncryptionCountsTheGuestsSectors() throws Exception {
    byte[] disk = Patterns.bytes(5, 5 << 16);
    Arrays.fill(disk, 0, 2 << 16, (byte) 0);
    byte[] file = Written.file(disk, WriteOptions.of("qcow2"), 1);
    file[35] = 1;
    Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
    byte[] key = Arrays.copyOf("pass".getBytes(StandardCharsets.US_ASCII), 16);
    // The first stored cluster, right after the header, is the guest's third.
    for (int i = 0; i < 3 * 128; i++) {
      ByteBuffer iv = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      iv.putLong(0, 256 + i);
      cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv.array()));
      cbc.doFinal(file, (1 << 16) + i * 512, 512, file, (1 << 16) + i * 512);
    }
    assertArrayEquals(disk, Memory.content(open(file, "pass")));
    assertFalse(Arrays.equals(disk, Memory.content(open(file, "other"))));
  }

  @Test
  void anOverlayIsEncryptedAndItsBaseIsNot() throws IOException {
    byte[] base = Patterns.bytes(1, 1 << 20);
    byte[] disk = base.clone();
    Arrays.fill(disk, 100_000, 400_000, (byte) 0);
    System.arraycopy(Patterns.bytes(2, 70_000), 0, disk, 500_000, 70_000);
    Map<String, byte[]> files = Map.of("base", base, "disk", disk);
    Path path = directory.resolve("top");
    try (DiskImage from = Memory.open(files, "disk", "raw");
        DiskImage under = Memory.open(files, "base", "raw");
        PendingFile file = PendingFile.at(path)) {
      WriteOptions over = LUKS.withAll("backing_file=base,backing_fmt=raw");
      Conversion.of(from, over).over(under).writeTo(file.sink(), Job.unattended());
      file.commit();
    }
    byte[] top = Files.readAllBytes(path);
    OpenOptions open = OpenOptions.as("qcow2")
        .references(Memory.files(files))
        .passphrases(Passphrases.of("geheim ü".toCharArray()));
    assertArrayEquals(disk, Memory.content(Images.open(source(top), open)));
    var report = Checks.check(source(top), open, Job.unattended());
    assertEquals(List.of(), report.orElseThrow().findings());
  }

  @Test
  void aHeaderThatAsksForTooMuchOrLiesIsRefused() throws IOException {
    byte[] file = Written.file(Patterns.bytes(1, 100_000), LUKS, 1);
    int luks = 65_536;
    byte[] greedy = file.clone();
    ByteBuffer.wrap(greedy).putInt(luks + 212, -1);
    assertThrows(LimitExceededException.class, () -> open(greedy, "x"));
    Limits few = Limits.defaults().keyIterations(10);
    OpenOptions options = OpenOptions.as("qcow2").limits(few);
    assertThrows(LimitExceededException.class, () -> Images.info(source(file), options));
    byte[] outside = file.clone();
    ByteBuffer.wrap(outside).putInt(luks + 248, 1 << 30);
    assertThrows(CorruptImageException.class, () -> open(outside, "x"));
    byte[] stripes = file.clone();
    ByteBuffer.wrap(stripes).putInt(luks + 252, -1);
    assertThrows(LimitExceededException.class, () -> open(stripes, "x"));
    byte[] cipher = file.clone();
    cipher[luks + 8] = 'b';
    assertThrows(UnsupportedImageException.class, () -> open(cipher, "x"));
    byte[] magic = file.clone();
    magic[luks] = 0;
    assertThrows(CorruptImageException.class, () -> open(magic, "x"));
    assertEquals(1, check(magic).corruptions());
    assertEquals(1, check(cipher).errors());
  }

  @Test
  void anImageWithAHeaderOfLuksIsNeverReadAsIfItHadNone() throws IOException {
    byte[] file = Written.file(Patterns.bytes(1, 100_000), LUKS, 1);
    for (byte other = 0; other < 2; other++) {
      file[35] = other;
      assertThrows(CorruptImageException.class, () -> open(file, "geheim ü"));
      assertEquals(1, check(file).corruptions());
    }
  }

  @Test
  void aKeySlotIsInUseOrNotAndNothingElse() throws IOException {
    byte[] good = Written.file(Patterns.bytes(1, 100_000), LUKS, 1);
    for (int slot = 0; slot < 8; slot++) {
      byte[] file = good.clone();
      int mark = 65_536 + 208 + 48 * slot;
      file[mark + 3] ^= 1;
      var refused = assertThrows(CorruptImageException.class, () -> open(file, "geheim ü"));
      assertTrue(String.valueOf(refused.getMessage()).contains("at " + mark + " is "));
      assertEquals(1, check(file).corruptions());
    }
  }

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(source(file), OpenOptions.as("qcow2"), Job.unattended()).orElseThrow();
  }

  @Test
  void whatTheFileCutsOfAnEncryptedClusterIsLost() throws IOException {
    HandMade made = new HandMade(2).number(32, 1);
    made.data(0, Patterns.bytes(1, HandMade.CLUSTER));
    byte[] file = made.file();
    assertEquals(HandMade.DISK, Memory.content(open(file, "pass")).length);
    assertTrue(check(file).clean(), check(file).toString());
    byte[] cut = Arrays.copyOf(file, file.length - 1024);
    assertThrows(CorruptImageException.class, () -> Memory.content(open(cut, "pass")));
    assertEquals(1, check(cut).corruptions(), check(cut).toString());
  }

  @Test
  void whatIsNotWrittenIsRefusedByName() throws IOException {
    try (DiskImage disk = Memory.open(Map.of("disk", new byte[512]), "disk", "raw")) {
      for (WriteOptions wrong : List.of(
          LUKS.compressed(true),
          LUKS.with("compat", "0.10"),
          LUKS.with("encrypt.format", "x"),
          LUKS.with("encrypt.cipher-alg", "des"),
          LUKS.with("encrypt.cipher-mode", "lrw"),
          LUKS.with("encrypt.ivgen-alg", "benbi"),
          LUKS.with("encrypt.hash-alg", "tiger"),
          LUKS.withAll("encrypt.cipher-alg=cast5-128,encrypt.cipher-mode=xts"),
          LUKS.withAll("encrypt.ivgen-alg=essiv,encrypt.ivgen-hash-alg=sha1"))) {
        assertThrows(IllegalArgumentException.class, () -> Conversion.of(disk, wrong));
      }
      for (WriteOptions wrong : List.of(
          LUKS.with("encrypt.format", "aes"),
          LUKS.with("encryption", "on"),
          LUKS.withAll("encrypt.cipher-alg=aes-192,encrypt.cipher-mode=cbc"))) {
        assertThrows(UnsupportedImageException.class, () -> Conversion.of(disk, wrong));
      }
    }
  }
}
