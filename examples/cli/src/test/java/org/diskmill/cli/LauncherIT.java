// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that people call, and the jars and class data that it starts with. */
@EnabledOnOs(OS.LINUX)
class LauncherIT {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir
  private Path directory;

  private Path launcher = HERE.resolve("diskmill");

  /** What one process did. */
  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void makeDisk() throws IOException {
    byte[] disk = Arrays.copyOf(Patterns.bytes(1, 700_000), 3 << 20);
    Files.write(directory.resolve("disk"), disk);
  }

  @Test
  void commandsOnDiskImagesHaveTheLibrariesThatTheyNeed() throws Exception {
    ok("convert", "-p", "-f", "raw", "-O", "qcow2", "-c", "disk", "zlib");
    ok("convert", "-O", "qcow2", "-c", "-o", "compression_type=zstd", "zlib", "zstd");
    ok("convert", "-O", "vmdk", "-o", "subformat=streamOptimized", "zstd", "stream");
    ok("convert", "stream", "back");
    assertArrayEquals(content("disk"), content("back"));
    ok("compare", "-F", "raw", "zstd", "disk");
    ok("check", "--json", "zstd");
    ok("map", "--json", "zstd");
    ok("measure", "--json", "-O", "qcow2", "zstd");
    ok("inspect", "--json", "zstd");
    ok("repair", "zlib", "sound");
    ok("resize", "zlib", "larger", "+1M");
    ok("create", "-f", "qcow2", "empty", "1G");
    assertTrue(ok("info", "--disk-digest", "stream").contains("disk digest: "));
  }

  @Test
  void theClassDataFitTheJvmThatTheyWereMadeBy() throws Exception {
    assumeClassData();
    // Without these a JVM that cannot use them starts all the same.
    String strictly = Runtime.version().feature() < 25 ? "-Xshare:on" : "-XX:AOTMode=on";
    String java = javaHome() + " DISKMILL_JAVA_OPTS=" + strictly;
    for (String command : List.of("info -f raw disk", "convert -f raw disk copy", "image --help")) {
      Ran ran = shell(java + " \"$0\" " + command);
      assertEquals("", ran.err());
      assertEquals(0, ran.exit());
    }
  }

  @Test
  void noProcessMakesProxiesOrTheMethodsOfRecords() throws Exception {
    List<String> kinds =
        List.of("qcow2", "vhd", "vhd -o force_size=off", "vhdx", "vdi", "vmdk", "parallels", "raw");
    for (String kind : kinds) {
      String format = kind.replaceFirst(" .*", "");
      for (String command : List.of(
          "convert -f raw -O " + kind + " disk image",
          "convert -f " + format + " image copy",
          "info -f " + format + " image")) {
        String log = "DISKMILL_JAVA_OPTS=-Xlog:class+load:file=loaded \"$0\" ";
        Ran ran = shell("rm -f copy; " + log + command);
        assertEquals(0, ran.exit(), ran.err());
        List<String> made = text(directory.resolve("loaded"))
            .lines()
            .filter(line -> line.matches(".*(\\.\\$Proxy\\d|\\.runtime\\.ObjectMethods ).*"))
            .toList();
        assertEquals(List.of(), made, command);
      }
    }
  }

  private static void assumeClassData() {
    boolean made = Files.exists(HERE.resolve("target/diskmill.jsa"));
    assumeTrue(made || System.getProperty("diskmill.tools", "").equals("required"));
  }

  /** The JVM that they were made by is the one that runs the build. */
  private static String javaHome() {
    return "JAVA_HOME='" + System.getProperty("java.home") + "'";
  }

  @Test
  void librariesAreNotUnpackedAnewInEachRun() throws Exception {
    assumeClassData();
    assumeTrue(List.of("amd64", "aarch64").contains(System.getProperty("os.arch")));
    assertTrue(Files.exists(HERE.resolve("target/native/libzstd-jni.so")));
    String madeFor = Files.readString(HERE.resolve("target/diskmill.jsa.key"));
    assertTrue(madeFor.contains("/class-data/disk.jar\n"), madeFor);
    for (String step : List.of("gather", "picocli")) {
      assertEquals("", text(HERE.resolve("target/class-data/" + step + ".out")));
    }
    Files.writeString(directory.resolve("text"), "packed ".repeat(100_000));
    // Where nobody can make a file.
    String nowhere = javaHome() + " DISKMILL_JAVA_OPTS=-Djava.io.tmpdir=/proc \"$0\" convert ";
    for (String command : List.of(
        "-f raw -O qcow2 -c -o compression_type=zstd text zstd", "-f qcow2 -O raw zstd back")) {
      Ran ran = shell(nowhere + command);
      assertEquals("", ran.err());
      assertEquals(0, ran.exit());
    }
    assertEquals(-1, Files.mismatch(directory.resolve("text"), directory.resolve("back")));
  }

  @Test
  void whoHasAPassphraseHasTheCiphersThatTheJdkLacks() throws Exception {
    Files.writeString(directory.resolve("secret"), "open sesame");
    String cipher = "encrypt.format=luks,encrypt.cipher-alg=serpent-256,encrypt.iter-time=1";
    String[] key = {"--password-file", "secret"};
    ok("convert", "-f", "raw", "-O", "qcow2", "-o", cipher, key[0], key[1], "disk", "locked");
    String plain = ok("info", "--disk-digest", "-f", "raw", "disk");
    String locked = ok("info", "--disk-digest", key[0], key[1], "locked");
    assertEquals(digest(plain), digest(locked));
  }

  private static String digest(String info) {
    return info.lines()
        .filter(line -> line.startsWith("disk digest: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void commandsOfTheImageServiceHaveTheirs() throws Exception {
    Files.writeString(
        directory.resolve("service"),
        "data.dir = data\nstore.hq.uri = " + directory.toUri() + "hq\nstore.hq.role = central\n");
    Files.createDirectories(directory.resolve("hq"));
    List<String> said = ok("image", "import", "--config", "service", "--file", "disk", "-f", "raw")
        .lines()
        .toList();
    String image = said.get(said.size() - 1);
    String listed = ok("image", "list", "--config", "service");
    assertTrue(listed.contains(image), listed);
  }

  @Test
  void helpAndMistakesAreAnswered() throws Exception {
    assertTrue(ok("--help").contains("image  "));
    assertTrue(ok("--version").startsWith("diskmill "));
    Ran ran = run("frobnicate");
    assertEquals(2, ran.exit());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void itIsFoundThroughALinkInADirectoryWithASpace() throws Exception {
    Path commands = Files.createDirectory(directory.resolve("my commands"));
    launcher = Files.createSymbolicLink(commands.resolve("dm"), launcher);
    ok("info", "-f", "raw", "disk");
  }

  @Test
  void itWorksInAnotherPlaceThanTheOneThatTheClassDataWereMadeFor() throws Exception {
    Path moved = Files.createDirectory(directory.resolve("moved here"));
    Files.createSymbolicLink(moved.resolve("target"), HERE.resolve("target"));
    launcher = Files.copy(launcher, moved.resolve("diskmill"));
    ok("info", "-f", "raw", "disk");
    ok("image", "--help");
  }

  @Test
  void nothingIsSaidWhenNobodyReadsTheEnd() throws Exception {
    ok("convert", "-f", "raw", "-O", "qcow2", "disk", "image");
    Ran ran = process("sh", "-c", "\"$0\" map --json image | head -c 1", launcher.toString());
    assertEquals(new Ran(0, "[", ""), ran);
  }

  @Test
  void resultsThatCannotBePrintedAreAFailure() throws Exception {
    Ran ran = shell("\"$0\" info -f raw disk > /dev/full");
    assertEquals(new Ran(2, "", "diskmill: standard output: No space left on device\n"), ran);
  }

  @Test
  void aClosedStandardOutputIsAFailureAndNoCrash() throws Exception {
    String reason = "diskmill: standard output: writing at 0: Bad file descriptor\n";
    assertEquals(new Ran(2, "", reason), shell("\"$0\" convert -f raw disk - >&-"));
    Ran info = shell("\"$0\" info -f raw disk >&-");
    assertEquals(new Ran(2, "", "diskmill: standard output: Bad file descriptor\n"), info);
  }

  @Test
  void aClosedStandardInputIsNoEmptyDisk() throws Exception {
    Ran ran = shell("\"$0\" convert -f raw - copy <&-");
    assertEquals(2, ran.exit());
    assertEquals("diskmill: standard input: reading at 0: Bad file descriptor\n", ran.err());
    assertFalse(Files.exists(directory.resolve("copy")));
  }

  @Test
  void namesInUtf8AreFoundWhereNoLocaleIsSet() throws Exception {
    Ran ran = shell("export LC_ALL=C; name=$(printf 'D\\303\\274sk'); cp disk \"$name\" &&"
        + " \"$0\" convert -f raw -O qcow2 \"$name\" \"$name.qcow2\" && ls \"$name.qcow2\"");
    assertEquals("", ran.err());
    assertEquals(0, ran.exit());
  }

  @Test
  void tooLittleMemoryIsOneLineThatSaysHowToAllowMore() throws Exception {
    // One table of 32 MiB: less memory would also be too little for threads of the JVM's and JNA's.
    Ran ran = shell("DISKMILL_JAVA_OPTS=-Xmx24m \"$0\" create -f qcow2"
        + " -o cluster_size=16k,extended_l2=on huge 64T");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().startsWith("diskmill: not enough memory"), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertFalse(Files.exists(directory.resolve("huge")));
  }

  private Ran shell(String line) throws Exception {
    return process("sh", "-c", line, launcher.toString());
  }

  private String ok(String... arguments) throws Exception {
    Ran ran = run(arguments);
    assertEquals(0, ran.exit(), ran.err());
    return ran.out();
  }

  private Ran run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return process(command.toArray(String[]::new));
  }

  private Ran process(String... command) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int exit = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start()
        .waitFor();
    return new Ran(exit, text(out), text(err));
  }

  private byte[] content(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
