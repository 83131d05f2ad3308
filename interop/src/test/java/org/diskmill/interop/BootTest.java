// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.image.write.WriteOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample, in every format that we write, boots and finds its last bytes in place. */
class BootTest {
  private static final Path SAMPLE = Path.of("../examples/quickstart/sample/sample.qcow2");
  private static final String SECONDS = "120";

  @TempDir
  private Path directory;

  static List<WriteOptions> targets() {
    return List.of(
        WriteOptions.of("raw"),
        WriteOptions.of("qcow2"),
        WriteOptions.of("qcow2").compressed(true),
        WriteOptions.of("qcow2").with("compression_type", "zstd").compressed(true),
        WriteOptions.of("vmdk").with("subformat", "streamOptimized"),
        WriteOptions.of("vmdk"),
        WriteOptions.of("vdi"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void theGuestPrintsItsLine(WriteOptions target) throws IOException {
    Tools.need("qemu-system-x86_64");
    Tools.need("timeout");
    Path disk = Converted.file(SAMPLE, "qcow2", target, directory.resolve("disk"));
    Tools.Result run = Tools.run(List.of(
        "timeout",
        SECONDS,
        "qemu-system-x86_64",
        "-M",
        "pc,accel=tcg",
        "-m",
        "64",
        "-nographic",
        "-vga",
        "none",
        "-monitor",
        "none",
        "-no-reboot",
        "-snapshot",
        "-device",
        "isa-debug-exit,iobase=0xf4,iosize=0x04",
        "-drive",
        "file=" + disk + ",format=" + target.format() + ",if=ide"));
    assertTrue(run.output().contains("DISKMILL BOOT OK"), run.toString());
  }
}
