// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.diskmill.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a person or a script meets them: what is printed where, and the exit code. */
class CommandLineTest {
  @TempDir
  private Path directory;

  private byte[] disk = new byte[0];

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @BeforeEach
  void makeDisk() throws IOException {
    disk = Arrays.copyOf(Patterns.bytes(1, 700_000), 3 << 20);
    Files.write(directory.resolve("disk"), disk);
  }

  @Test
  void aDiskGoesThroughEveryFormatUnchanged() throws IOException {
    for (String format :
        new String[] {"qcow2", "vmdk", "vhd", "vpc", "vhdx", "vdi", "parallels", "raw"}) {
      run("convert", "-f", "raw", "-O", format, path("disk"), path("there")).ok();
      run("compare", "-f", format, "-F", "raw", path("there"), path("disk")).ok();
      run("convert", "-f", format, "-O", "raw", path("there"), path("back")).ok();
      assertArrayEquals(disk, Files.readAllBytes(directory.resolve("back")), format);
    }
  }

  @Test
  void aChainThatIsTooLongToBeReadIsNotWritten() {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("0")).ok();
    for (int i = 1; i < 64; i++) {
      over(i).ok();
    }
    run("compare", "-F", "raw", "--references", path(""), path("63"), path("disk"))
        .ok();
    over(64).refused("is a chain of 64 files already");
    assertFalse(Files.exists(directory.resolve("64")));
  }

  /** The disk over the one with the number before. */
  private Ran over(int number) {
    String[] base = {"-B", String.valueOf(number - 1), "-F", "qcow2", "--references", path("")};
    return run(Stream.of(
            Stream.of("convert", "-f", "raw", "-O", "qcow2"),
            Stream.of(base),
            Stream.of(path("disk"), path(String.valueOf(number))))
        .flatMap(words -> words)
        .toArray(String[]::new));
  }

  @Test
  void aDiskDigestIsTheSameInEveryFormat() {
    run("convert", "-f", "raw", "-O", "qcow2", "-c", path("disk"), path("packed"))
        .ok();
    String raw = digest(run("info", "-f", "raw", "--disk-digest", path("disk")).ok());
    assertEquals(raw, digest(run("info", "--disk-digest", path("packed")).ok()));
  }

  private static String digest(Ran info) {
    return info.out()
        .lines()
        .filter(l -> l.startsWith("disk digest: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileThatIsNothingKnownIsRefusedUnlessItIsSaidToBeRaw() {
    run("info", path("disk")).refused("is no known image format");
    run("info", "-f", "raw", path("disk")).ok();
  }

  @Test
  void whatIsNotThereIsSaidInOneLine() {
    run("info", path("nothing")).refused("nothing");
    run("convert", "-f", "raw", "-O", "nonsense", path("disk"), path("x")).refused("nonsense");
    run("frobnicate").refused("frobnicate");
  }

  @Test
  void whatHoldsNoPassphraseIsRefusedByItsName() {
    run("info", "-f", "raw", "--password-file", path(""), path("disk")).refused(directory + ": ");
  }

  @Test
  void aPasswordFileWithoutAnEndIsNotReadForEver() {
    assumeTrue(Files.isReadable(Path.of("/dev/zero")), "no /dev/zero");
    run("info", "-f", "raw", "--password-file", "/dev/zero", path("disk"))
        .refused("/dev/zero: is larger than any passphrase");
  }

  @Test
  void aFailedConversionLeavesNothingBehind() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", "-c", path("disk"), path("packed"))
        .ok();
    byte[] packed = Files.readAllBytes(directory.resolve("packed"));
    Files.write(directory.resolve("cut"), Arrays.copyOf(packed, packed.length / 2));
    run("convert", "-O", "raw", path("cut"), path("target")).refused("cut");
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void disksThatDifferAreToldByTheExitCode() throws IOException {
    disk[1000] ^= 1;
    Files.write(directory.resolve("other"), disk);
    Ran compared = run("compare", "-f", "raw", "-F", "raw", path("disk"), path("other"));
    assertEquals(1, compared.exit());
    assertTrue(compared.out().contains("offset 1000"), compared.out());
  }

  @Test
  void strictlyTheSameDisksCanDifferByWhatIsAllocated() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("a")).ok();
    run("convert", "-f", "raw", "-O", "qcow2", "-o", "cluster_size=2M", path("disk"), path("b"))
        .ok();
    run("compare", path("a"), path("b")).ok();
    run("compare", "-s", path("a"), path("a")).ok();
    Ran strict = run("compare", "-s", path("a"), path("b"));
    assertEquals(1, strict.exit());
    assertTrue(strict.out().contains("block status mismatch"), strict.out());
  }

  @Test
  void aNewImageIsEmptyAndOneWithABaseShowsTheBase() {
    run("create", "-f", "qcow2", path("new"), "10M").ok();
    assertTrue(run("info", path("new")).ok().out().contains("10485760 bytes"));
    run("create", "-f", "qcow2", "-B", "disk", "-F", "raw", path("child")).ok();
    run("compare", "-F", "raw", "--references", path(""), path("child"), path("disk"))
        .ok();
    run("create", "-f", "qcow2", path("sizeless")).refused("SIZE");
  }

  @Test
  void anEmptyDiskIsMeasuredByItsSizeAlone() {
    Ran measured =
        run("measure", "-O", "vhd", "-o", "subformat=fixed", "--size", "10M").ok();
    assertTrue(measured.out().contains("required size: " + ((10 << 20) + 512)), measured.out());
    run("measure", "-O", "vhd").refused("--size");
    run("measure", "-f", "raw", "--size", "10M", path("disk")).refused("--size");
    run("measure", "--size", "9223372036854775807").refused("4 EiB");
  }

  @Test
  void noDiskIsMadeThatNoCommandWouldRead() throws IOException {
    String most = Long.toString(64L << 40);
    String more = Long.toString((64L << 40) + 1);
    run("create", "-f", "qcow2", path("large"), most).ok();
    run("info", path("large")).ok();
    run("create", "-f", "qcow2", path("larger"), more).refused("could not be read again");
    run("resize", path("large"), path("larger"), more).refused("could not be read again");
    run("resize", "--in-place", path("large"), "+1").refused("could not be read again");
    assertFalse(Files.exists(directory.resolve("larger")));
    run("info", path("large")).ok();
  }

  @Test
  void whatAnImageShowsIsNotReplacedByIt() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("base")).ok();
    run("create", "-f", "qcow2", "-B", "base", "-F", "qcow2", path("middle")).ok();
    run(
            "create",
            "-f",
            "qcow2",
            "-B",
            "middle",
            "-F",
            "qcow2",
            "--references",
            path(""),
            path("top"))
        .ok();
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("base"));
    byte[] base = Files.readAllBytes(directory.resolve("base"));
    for (String made : List.of("base", "middle", "link")) {
      for (String command : List.of("convert", "repair")) {
        run(command, "-O", "qcow2", "--references", path(""), path("top"), path(made))
            .refused(path("top") + " is based on");
      }
      run("resize", "--references", path(""), path("top"), path(made), "+1M")
          .refused(path("top") + " is based on");
    }
    assertArrayEquals(base, Files.readAllBytes(directory.resolve("base")));
    run("convert", "-O", "qcow2", "--references", path(""), path("top"), path("top"))
        .ok();
  }

  @Test
  void anImageDoesNotReplaceWhatItIsBasedOn() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("base")).ok();
    run("create", "-f", "qcow2", "-B", "base", "-F", "qcow2", path("middle")).ok();
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("base"));
    byte[] base = Files.readAllBytes(directory.resolve("base"));
    for (String name : List.of("base", "middle", "link")) {
      String[] over = {"-B", name, "-F", "qcow2", "--references", path(""), path("base")};
      for (String[] made : new String[][] {
        {"create", "-f", "qcow2"}, {"convert", "-f", "raw", "-O", "qcow2", path("disk")}
      }) {
        run(Stream.concat(Stream.of(made), Stream.of(over)).toArray(String[]::new))
            .refused("cannot be replaced by its own overlay");
      }
    }
    assertArrayEquals(base, Files.readAllBytes(directory.resolve("base")));
  }

  /** Windows' names have backslashes; a file of that name would be another. */
  @Test
  void aParentBesideItsChildIsShownWhereItIs() {
    run("convert", "-f", "raw", "-O", "vhd", path("disk"), path("base.vhd")).ok();
    run("create", "-f", "vhd", "-B", "base.vhd", "-F", "vhd", path("child.vhd")).ok();
    String shown = run("info", path("child.vhd")).ok().out();
    String actual = "backing file: .\\base.vhd (actual path: " + path("base.vhd") + ")";
    assertTrue(shown.contains(actual), shown);
    run("convert", "-f", "raw", "-O", "vdi", path("disk"), path("base.vdi")).ok();
    run("create", "-f", "vdi", "-B", "base.vdi", path("child.vdi")).ok();
    String byNumber = run("info", path("child.vdi")).ok().out();
    assertTrue(byNumber.contains("backing file: "), byNumber);
    assertFalse(byNumber.contains("actual path"), byNumber);
  }

  @Test
  void aBaseWithoutItsFormatIsNotTakenForNone() {
    run("create", "-f", "qcow2", "-B", "disk", path("child")).refused("backing_fmt");
  }

  private static long required(Ran measured) {
    return measured
        .ok()
        .out()
        .lines()
        .filter(line -> line.startsWith("required size: "))
        .mapToLong(line -> Long.parseLong(line.substring("required size: ".length())))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"qcow2", "vhd", "vhdx", "vdi", "vmdk"})
  void whatIsBasedOnAnotherIsMeasuredAsItIsWritten(String format) throws IOException {
    byte[] changed = Files.readAllBytes(directory.resolve("disk"));
    changed[100_000] ^= 1;
    Files.write(directory.resolve("changed"), changed);
    run("convert", "-f", "raw", "-O", format, path("disk"), path("base")).ok();
    String[] what = {"-f", "raw", "-O", format, "-B", path("base"), "-F", format, path("changed")};
    run(Stream.of(new String[] {"convert"}, what, new String[] {path("child")})
            .flatMap(Stream::of)
            .toArray(String[]::new))
        .ok();
    long written = Files.size(directory.resolve("child"));
    String[] measure =
        Stream.of(new String[] {"measure"}, what).flatMap(Stream::of).toArray(String[]::new);
    assertEquals(written, required(run(measure)));
    Ran most = run(Stream.of(new String[] {"measure", "--quick"}, what)
        .flatMap(Stream::of)
        .toArray(String[]::new));
    assertTrue(required(most) > written, most.out());
    assertTrue(most.out().contains("the most that it can be"), most.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "qcow2", "vhd", "vhdx", "vdi", "vmdk", "parallels"})
  void whatIsNotCompressedIsMeasuredToTheByte(String format) throws IOException {
    byte[] disk = Patterns.bytes(1, 6 << 20);
    Arrays.fill(disk, 1 << 20, 4 << 20, (byte) 0);
    Files.write(directory.resolve("zeros"), disk);
    run("convert", "-f", "raw", "-O", format, path("zeros"), path("made")).ok();
    long written = Files.size(directory.resolve("made"));
    assertEquals(written, required(run("measure", "-f", "raw", "-O", format, path("zeros"))));
    Ran quick = run("measure", "--quick", "--json", "-f", "raw", "-O", format, path("zeros"))
        .ok();
    boolean drops = List.of("qcow2", "parallels").contains(format);
    assertTrue(quick.out().contains("\"exact\" : " + !drops), quick.out());
    assertEquals(!drops, quick.out().contains("\"required\" : " + written + ","), quick.out());
    run("measure", "--quick", "--exact", "-O", format, path("made")).refused("--quick");
  }

  @ParameterizedTest
  @CsvSource({
    "qcow2, data_file=made.data",
    "parallels, descriptor=on",
    "vmdk, subformat=monolithicFlat",
    "vmdk, subformat=twoGbMaxExtentSparse",
    "vmdk, subformat=twoGbMaxExtentFlat"
  })
  void allFilesOfAnImageAreMeasured(String format, String list) throws IOException {
    Path into = Files.createDirectory(directory.resolve("into"));
    String made = into.resolve("made").toString();
    run("convert", "-f", "raw", "-O", format, "-o", list, path("disk"), made).ok();
    long written = 0;
    try (Stream<Path> files = Files.list(into)) {
      for (Path file : files.toList()) {
        written += Files.size(file);
      }
    }
    assertEquals(
        written,
        required(
            run("measure", "-f", "raw", "-O", format, "-o", list, "--to", made, path("disk"))));
  }

  @Test
  void anEncryptedImageIsMeasuredToTheByteAndWithoutItsPassphrase() throws IOException {
    Files.writeString(directory.resolve("secret"), "open sesame");
    byte[] disk = Patterns.bytes(1, 6 << 20);
    Arrays.fill(disk, 1 << 20, 4 << 20, (byte) 0);
    Files.write(directory.resolve("zeros"), disk);
    String luks = "encrypt.format=luks,encrypt.iter-time=1";
    String[] key = {"--password-file", path("secret")};
    run("convert", key[0], key[1], "-f", "raw", "-O", "qcow2", "-o", luks, path("zeros"), path("e"))
        .ok();
    long written = Files.size(directory.resolve("e"));
    for (String options : List.of(luks, "encrypt.format=luks")) {
      Ran measured = run("measure", "-f", "raw", "-O", "qcow2", "-o", options, path("zeros"));
      assertEquals(written, required(measured));
      assertFalse(measured.out().contains("the most that it can be"), measured.out());
    }
  }

  @Test
  void aBaseIsSeenFromWhereTheResultWillBe() throws IOException {
    Path into = Files.createDirectory(directory.resolve("into"));
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), into + "/base").ok();
    String[] what = {"-O", "qcow2", "-B", "base", "-F", "qcow2", into + "/base"};
    Stream<String> measure = Stream.of("measure", "--to", into + "/child");
    Ran measured = run(Stream.concat(measure, Stream.of(what)).toArray(String[]::new));
    Stream<String> convert = Stream.of("convert");
    run(Stream.of(convert, Stream.of(what), Stream.of(into + "/child"))
            .flatMap(words -> words)
            .toArray(String[]::new))
        .ok();
    assertEquals(Files.size(into.resolve("child")), required(measured));
  }

  /** Scripts go by the exit code, and 2 is "corrupt". */
  @Test
  void aCheckThatIsNotMadeDoesNotSayCorrupt() {
    assertEquals(1, run("check", "--no-such-option", path("disk")).exit());
    assertEquals(1, run("check", path("absent")).exit());
    assertEquals(2, run("convert", "--no-such-option", path("disk"), path("x")).exit());
  }

  @Test
  void aSizeThatNoDiskHasIsRefusedByName() {
    run("resize", "-f", "raw", path("disk"), path("grown"), "+9223372036854775807")
        .refused("is more than any disk of 3145728 bytes can grow");
    for (String size : List.of("9223372036854775808", "+8388608T")) {
      run("resize", "-f", "raw", path("disk"), path("grown"), size).refused("SIZE");
    }
  }

  @Test
  void aSizeCanBeTakenAway() throws IOException {
    run("resize", "--shrink", "-f", "raw", "--", path("disk"), path("shrunk"), "-2M")
        .ok();
    assertEquals(1 << 20, Files.size(directory.resolve("shrunk")));
    run("resize", "--shrink", "-f", "raw", "--", path("disk"), path("shrunk"), "-4M")
        .refused("leaves nothing");
    assertTrue(run("resize", "--help").ok().out().contains(" SRC DST [+|-]SIZE" + "\n"));
  }

  @Test
  void resizingMakesANewFileAndShrinksOnlyOnRequest() throws IOException {
    run("resize", "-f", "raw", path("disk"), path("grown"), "+1M").ok();
    assertArrayEquals(Arrays.copyOf(disk, 4 << 20), Files.readAllBytes(directory.resolve("grown")));
    run("resize", "-f", "raw", path("disk"), path("shrunk"), "1M").refused("--shrink");
    assertFalse(Files.exists(directory.resolve("shrunk")));
    run("resize", "--shrink", "-f", "raw", path("disk"), path("shrunk"), "1M").ok();
    assertArrayEquals(
        Arrays.copyOf(disk, 1 << 20), Files.readAllBytes(directory.resolve("shrunk")));
  }

  @Test
  void resizingInPlaceTakesNoTarget() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("there")).ok();
    run("resize", "--in-place", path("there"), "+5M").ok();
    assertTrue(run("info", path("there")).ok().out().contains("(8388608 bytes)"));
    run("compare", "-f", "qcow2", "-F", "raw", path("there"), path("disk")).ok();
    run("resize", "--in-place", path("there"), path("other"), "+5M").refused("SRC and SIZE");
    run("resize", path("there"), "+5M").refused("SRC, DST and SIZE");
    run("resize", "--in-place", path("there"), "1M").refused("larger");
  }

  @Test
  void anExactMeasureIsTheSizeThatIsWritten() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", "-c", path("disk"), path("packed"))
        .ok();
    Ran measured = run("measure", "--exact", "-f", "raw", "-O", "qcow2", "-c", path("disk"))
        .ok();
    long size = Files.size(directory.resolve("packed"));
    assertTrue(measured.out().contains("required size: " + size + System.lineSeparator()));
  }

  @Test
  void anEncryptedImageOpensInEveryCommandWithItsPasswordFileAndStaysEncrypted()
      throws IOException {
    Files.writeString(directory.resolve("secret"), "open sesame");
    String[] key = {"--password-file", path("secret")};
    run(
            "convert",
            key[0],
            key[1],
            "-f",
            "raw",
            "-O",
            "qcow2",
            "-o",
            "encrypt.format=luks,encrypt.iter-time=10",
            path("disk"),
            path("locked"))
        .ok();
    run("compare", "-f", "qcow2", "-F", "raw", path("locked"), path("disk")).refused("passphrase");
    run("compare", key[0], key[1], "-f", "qcow2", "-F", "raw", path("locked"), path("disk"))
        .ok();
    String digest =
        digest(run("info", "-f", "raw", "--disk-digest", path("disk")).ok());
    assertEquals(
        digest,
        digest(run("info", key[0], key[1], "--disk-digest", path("locked")).ok()));
    run("resize", key[0], key[1], path("locked"), path("larger"), "+1M").ok();
    assertTrue(run("info", path("larger")).ok().out().contains("encrypted: yes"));
    run("compare", key[0], key[1], "-f", "qcow2", "-F", "raw", path("larger"), path("disk"))
        .ok();
  }

  @Test
  void aWrongChecksumIsReadAroundOnRequest() throws IOException {
    run("convert", "-f", "raw", "-O", "vhd", "-o", "subformat=fixed", path("disk"), path("vhd"))
        .ok();
    byte[] file = Files.readAllBytes(directory.resolve("vhd"));
    file[file.length - 512 + 64] ^= 1;
    Files.write(directory.resolve("vhd"), file);
    run("compare", "-f", "vhd", "-F", "raw", path("vhd"), path("disk")).refused("checksum");
    run("compare", "--lenient", "-f", "vhd", "-F", "raw", path("vhd"), path("disk"))
        .ok();
  }

  @Test
  void whatQemuImgDoesNotSayStandsApartFromWhatItDoes() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("image")).ok();
    String json = run("info", "--json", path("image")).ok().out();
    int data = json.indexOf("\"format-specific\"");
    int end = json.indexOf("\"header\"");
    assertTrue(data > 0 && end > data, json);
    assertTrue(json.substring(data, end).contains("}\n    },"), json);
  }

  @Test
  void whatCannotEvenBeOpenedCouldNotBeChecked() throws IOException {
    Files.write(directory.resolve("cut"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});
    Ran ran = run("check", path("cut"));
    assertEquals(1, ran.exit());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertEquals(1, run("check", path("nowhere")).exit());
  }

  @Test
  void everyCommandThatReadsADiskTakesAPassphrase() throws IOException {
    Files.writeString(directory.resolve("pw"), "secret");
    String[] to = {"-O", "qcow2", "-o", "encrypt.format=luks,encrypt.iter-time=1"};
    run(
            "convert",
            "-f",
            "raw",
            to[0],
            to[1],
            to[2],
            to[3],
            "--password-file",
            path("pw"),
            path("disk"),
            path("locked"))
        .ok();
    run("info", "--disk-digest", path("locked")).refused("passphrase");
    String digest = run("info", "--disk-digest", "--password-file", path("pw"), path("locked"))
        .ok()
        .out();
    String line = run("info", "-f", "raw", "--disk-digest", path("disk"))
        .ok()
        .out()
        .lines()
        .filter(one -> one.startsWith("disk digest"))
        .findFirst()
        .orElseThrow();
    assertTrue(digest.contains(line), digest);
    run("compare", "-F", "raw", "--password-file", path("pw"), path("locked"), path("disk"))
        .ok();
  }

  @Test
  void repairWritesASoundImageFromALeakyOne() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("image")).ok();
    byte[] file = Files.readAllBytes(directory.resolve("image"));
    // A cluster behind the end that nobody refers to: the last refcount block says it is used.
    Files.write(directory.resolve("leaky"), leak(file));
    Ran leaky = run("check", path("leaky"));
    assertEquals(3, leaky.exit());
    assertTrue(leaky.out().startsWith("LEAK: " + path("leaky") + ": cluster "), leaky.out());
    assertEquals("", run("repair", path("leaky"), path("sound")).ok().err());
    run("check", path("sound")).ok();
    run("compare", path("image"), path("sound")).ok();
  }

  @Test
  void findingsAreInTheJsonAfterWhatQemuImgSaysWhereThereAreAny() throws IOException {
    run("convert", "-f", "raw", "-O", "qcow2", path("disk"), path("image")).ok();
    String clean = run("check", "--json", path("image")).ok().out();
    assertFalse(clean.contains("findings"), clean);
    byte[] leaky = leak(Files.readAllBytes(directory.resolve("image")));
    Files.write(directory.resolve("leaky"), leaky);
    String json = run("check", "--json", path("leaky")).out();
    long at = leaky.length - (64L << 10);
    String message = path("leaky") + ": cluster " + (at >> 16) + " has refcount 1, expected 0";
    String finding = "\"kind\": \"lost-space\", \"severity\": \"leak\", \"offset\": " + at
        + ", \"message\": \"" + message + "\"";
    String expected = "\"format\": \"qcow2\", \"findings\": [{" + finding + "}]}";
    assertTrue(squeezed(json).endsWith(squeezed(expected)), json);
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void whatIsCorruptAfterwardsNoMoreIsToldByTheRepair() throws IOException {
    run("convert", "-f", "raw", "-O", "vdi", path("disk"), path("vdi")).ok();
    byte[] vdi = Files.readAllBytes(directory.resolve("vdi"));
    // Two blocks with one number: whose data they are, nobody can say.
    ByteBuffer.wrap(vdi).order(ByteOrder.LITTLE_ENDIAN).putInt(512 + 4, 0);
    Files.write(directory.resolve("vdi"), vdi);
    run("convert", "-O", "raw", path("vdi"), path("raw"))
        .refused("and so is that of another block");
    String told = run("repair", path("vdi"), path("sound")).ok().err();
    assertTrue(told.contains("CORRUPTION: ") && told.contains("and so is another"), told);
    run("check", path("sound")).ok();
  }

  /** Refcounts of 16 bits lie in the block that the refcount table's first entry names. */
  private static byte[] leak(byte[] file) {
    ByteBuffer image = ByteBuffer.wrap(file);
    long table = image.getLong(48);
    long block = image.getLong((int) table);
    byte[] longer = Arrays.copyOf(file, file.length + (64 << 10));
    int cluster = file.length >> 16;
    ByteBuffer.wrap(longer).putShort((int) block + 2 * cluster, (short) 1);
    return longer;
  }

  @Test
  void aTargetWhoseDirectoryIsNotThereIsNamedAsItWasGiven() {
    run("convert", "-f", "raw", path("disk"), path("none/copy"))
        .refused(path("none/copy") + ": its directory does not exist");
  }
}
