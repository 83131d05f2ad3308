// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Damage;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.format.vdi.VdiFiles;
import org.diskmill.image.format.vmdk.VmdkFiles;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Damaged VMDK and VDI under everything but the strict reader, which the contract covers. */
class HostedDamageTest {
  /** Where a descriptor is, inside a sparse file and alone. */
  private static final int TEXT_AT = 512;

  private static final int TEXT_BYTES = 300;

  private static Source source(byte[] file) {
    return Sources.bytes("damaged.img", ByteBuffer.wrap(file));
  }

  private static byte[] file(String format, SplittableRandom random) {
    byte[] disk = Disks.ofSectors(random);
    if (format.equals("vdi")) {
      return random.nextBoolean() ? VdiFiles.dynamic(disk) : VdiFiles.fixed(disk);
    }
    return switch (random.nextInt(4)) {
      case 0 -> VmdkFiles.sparse(disk);
      case 1 -> VmdkFiles.stream(disk, VmdkFiles.Stream.VMWARE);
      case 2 -> VmdkFiles.stream(disk, VmdkFiles.Stream.BARE);
      default -> VmdkFiles.seSparse(disk);
    };
  }

  /** What a program might do with a file. */
  private interface Use {
    void of(byte[] file) throws IOException;
  }

  private static List<Use> uses(String format) {
    OpenOptions lenient = OpenOptions.as(format)
        .lenient(true)
        .references(any ->
            Optional.of(Sources.bytes("damaged.img", ByteBuffer.wrap(Patterns.bytes(1, 5000)))));
    return List.of(
        file -> {
          try (DiskImage image = Images.open(source(file), lenient)) {
            image.read(0, ByteBuffer.allocate((int) Math.min(image.size(), 1 << 20)));
          }
        },
        file -> Images.info(source(file), OpenOptions.as(format)),
        file -> Checks.check(source(file), OpenOptions.as(format), Job.unattended()),
        file -> Inspection.of(source(file), OpenOptions.probing().limits()));
  }

  private static void assertDeclared(String format, byte[] file) throws IOException {
    for (Use use : uses(format)) {
      try {
        use.of(file);
      } catch (ImageException declared) {
        assertTrue(declared.toString().contains("damaged.img"), declared.toString());
      }
    }
  }

  @Test
  void damageAnywhereFailsOnlyInDeclaredWays() {
    for (String format : List.of("vmdk", "vdi")) {
      Seeds.each(80, random -> {
        byte[] file = file(format, random);
        Damage.some(file, random);
        assertDeclared(format, file);
      });
    }
  }

  @Test
  void damagedTextFailsOnlyInDeclaredWays() {
    Seeds.each(300, random -> {
      byte[] file = VmdkFiles.sparse(new byte[64 << 10]);
      byte[] characters =
          "\n\"= 0129RWZERO#\0\u00ff".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        file[TEXT_AT + random.nextInt(TEXT_BYTES)] = characters[random.nextInt(characters.length)];
      }
      assertDeclared("vmdk", file);
      assertDeclared("vmdk", java.util.Arrays.copyOfRange(file, TEXT_AT, TEXT_AT + TEXT_BYTES));
    });
  }
}
