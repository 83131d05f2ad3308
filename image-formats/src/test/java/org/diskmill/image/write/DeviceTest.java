// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.io.Job;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices, which hold something else before: zeros that are left out would leave that. */
class DeviceTest {
  @TempDir
  private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"raw", "qcow2", "vmdk", "vhd", "vhdx", "vdi", "parallels"})
  void nothingOfWhatADeviceHeldShowsThrough(String format) {
    Seeds.each(4, random -> {
      byte[] disk = Disks.random(random);
      byte[] file = Written.file(disk, WriteOptions.of(format), 2);
      byte[] junk = new byte[file.length];
      Arrays.fill(junk, (byte) 0x55);
      Path path = Files.write(directory.resolve("device"), junk);
      write(disk, format, path);
      assertArrayEquals(file, Files.readAllBytes(path));
    });
  }

  private static void write(byte[] disk, String format, Path path) throws IOException {
    try (DiskImage image =
            Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
        PositionedSink device = Sinks.device(path)) {
      Conversion.of(image, WriteOptions.of(format)).writeTo(device, Job.unattended());
    }
  }
}
