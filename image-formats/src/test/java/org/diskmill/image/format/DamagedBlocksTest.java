// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Damage;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.format.vhd.VhdFiles;
import org.diskmill.image.format.vhdx.VhdxFiles;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Damage that a lenient reader, a check and an inspection meet, who go further than others. */
class DamagedBlocksTest {
  private static void eachFails(int count, String format, int headers, Maker maker) {
    Seeds.each(count, random -> {
      byte[] file = maker.file(random);
      Damage.some(file, random);
      // Most of a file is data, whose damage nobody notices: some more where headers are.
      byte[] head = Arrays.copyOf(file, Math.min(headers, file.length));
      Damage.some(head, random);
      System.arraycopy(head, 0, file, 0, head.length);
      Source source = Sources.bytes("damaged", ByteBuffer.wrap(file));
      declared(() -> Checks.check(source, OpenOptions.as(format), Job.unattended()));
      declared(() -> Images.info(source, OpenOptions.as(format).lenient(true)));
      declared(() -> Inspection.of(source, Limits.defaults()));
      declared(() -> read(source, format));
    });
  }

  /** Makes a file that is whole. */
  private interface Maker {
    byte[] file(SplittableRandom random) throws IOException;
  }

  /** What may fail in declared ways. */
  private interface Attempt {
    void run() throws IOException;
  }

  private static void declared(Attempt attempt) throws IOException {
    try {
      attempt.run();
    } catch (ImageException expected) {
      // The only way to fail.
    }
  }

  private static void read(Source source, String format) throws IOException {
    OpenOptions options = OpenOptions.as(format)
        .lenient(true)
        .references(wanted -> Optional.of(
            Sources.bytes("parent", ByteBuffer.wrap(VhdFiles.contractFixed(new byte[1 << 20])))));
    try (DiskImage image = Images.open(source, options)) {
      image.read(0, ByteBuffer.allocate((int) Math.min(image.size(), 1 << 20)));
    }
  }

  @Test
  void vhd() {
    eachFails(150, "vhd", 1600, random -> VhdFiles.contractDynamic(Disks.ofSectors(random)));
  }

  @Test
  void differencingVhd() {
    eachFails(150, "vhd", 1600, random -> VhdFiles.child(random));
  }

  @Test
  void vhdx() {
    eachFails(100, "vhdx", 300 << 10, random -> VhdxFiles.contractDynamic(Disks.ofSectors(random)));
  }

  @Test
  void vhdxWithALog() {
    eachFails(200, "vhdx", (3 << 20) + 100, random -> VhdxFiles.withLog());
  }
}
