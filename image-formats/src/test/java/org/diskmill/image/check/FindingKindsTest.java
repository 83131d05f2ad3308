// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.image.contract.Written;
import org.diskmill.image.format.iso.IsoFiles;
import org.diskmill.image.format.vdi.VdiFiles;
import org.diskmill.image.format.vhd.VhdFiles;
import org.diskmill.image.format.vhdx.VhdxFiles;
import org.diskmill.image.format.vmdk.VmdkFiles;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs tell findings apart by, for each kind with files of some formats. */
class FindingKindsTest {
  private static final byte[] DISK = Patterns.bytes(3, 4 << 20);

  /** Where {@link VmdkFiles#sparse} has both its grain tables, for a disk of 2 MiB. */
  private static final int[] GRAIN_TABLES = {22 * 512, 27 * 512};

  /** A file in which only that kind is to be found. */
  private record Case(Kind kind, String format, String what, Source source) {
    @Override
    public String toString() {
      return format + ": " + what;
    }
  }

  private static Case made(Kind kind, String format, String what, byte[] file) {
    return new Case(kind, format, what, Sources.bytes("image", ByteBuffer.wrap(file)));
  }

  private static Case little(
      Kind kind, String format, String what, byte[] file, Consumer<ByteBuffer> damage) {
    damage.accept(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    return made(kind, format, what, file);
  }

  private static Case vdi(Kind kind, String what, Consumer<ByteBuffer> damage) {
    return little(kind, "vdi", what, VdiFiles.fixed(DISK), damage);
  }

  private static Case parallels(Kind kind, String what, Consumer<ByteBuffer> damage) {
    byte[] file = new ParallelsMaker(true, 8).file(Arrays.copyOf(DISK, 4 * 4096));
    return little(kind, "parallels", what, file, damage);
  }

  private static Case vmdk(Kind kind, String what, int grain, int entry) {
    return little(kind, "vmdk", what, VmdkFiles.sparse(Arrays.copyOf(DISK, 2 << 20)), b -> {
      for (int table : GRAIN_TABLES) {
        b.putInt(table + 4 * grain, entry);
      }
    });
  }

  private static Case vhd(Kind kind, String what, Consumer<ByteBuffer> damage) {
    byte[] file = VhdFiles.contractDynamic(DISK);
    damage.accept(ByteBuffer.wrap(file));
    return made(kind, "vhd", what, file);
  }

  private static Case vhdx(Kind kind, String what, int at) {
    byte[] file = VhdxFiles.contractDynamic(DISK);
    return little(kind, "vhdx", what, file, b -> b.put(at, (byte) (b.get(at) ^ 1)));
  }

  private static Case iso(Kind kind, String what, Consumer<ByteBuffer> damage) {
    return little(kind, "iso", what, IsoFiles.bridge(), damage);
  }

  private static Case qcow2(Kind kind, String what, Consumer<ByteBuffer> damage)
      throws IOException {
    byte[] file = Written.file(DISK, WriteOptions.of("qcow2"), 1);
    // Room for a cluster that nobody has.
    ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(file, file.length + (64 << 10)));
    damage.accept(longer);
    return made(kind, "qcow2", what, longer.array());
  }

  private static int refcount(ByteBuffer qcow2, int cluster) {
    return (int) qcow2.getLong((int) qcow2.getLong(48)) + 2 * cluster;
  }

  private static int l2(ByteBuffer qcow2) {
    return (int) (qcow2.getLong((int) qcow2.getLong(40)) & 0xff_ffff_fe00L);
  }

  static Stream<Case> cases() throws IOException {
    byte[] vhd = VhdFiles.contractDynamic(DISK);
    byte[] vdi = VdiFiles.fixed(DISK);
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    byte[] overBase = Written.over(
        DISK,
        new byte[1 << 20],
        WriteOptions.of("qcow2").withAll("backing_file=b,backing_fmt=raw"));
    return Stream.of(
        vdi(Kind.LOST_SPACE, "a block lost", b -> b.putInt(516, -1).putInt(0x184, 63)),
        vmdk(Kind.LOST_SPACE, "a grain lost", 5, 0),
        qcow2(
            Kind.LOST_SPACE,
            "a cluster counted that is no one's",
            b -> b.putShort(refcount(b, b.capacity() - 1 >> 16), (short) 1)),
        qcow2(Kind.REFCOUNT, "a count too high", b -> b.putShort(refcount(b, 0), (short) 2)),
        qcow2(Kind.REFCOUNT, "a flag clear", b -> b.put(l2(b), (byte) 0)),
        parallels(Kind.OVERLAP, "two clusters in one place", b -> b.putInt(68, b.getInt(64))),
        vmdk(Kind.OVERLAP, "two grains in one place", 511, 32),
        vhd(Kind.CHECKSUM, "the footer's copy", b -> b.put(70, (byte) 1)),
        vhdx(Kind.CHECKSUM, "a region table", (192 << 10) + 40),
        vmdk(Kind.DANGLING, "a grain past the file", 511, 1 << 30),
        made(Kind.DANGLING, "vdi", "cut", Arrays.copyOf(vdi, vdi.length - 1)),
        parallels(Kind.LOG, "open", b -> b.putInt(44, 0x746F6E59)),
        qcow2(Kind.LOG, "marked as corrupt", b -> b.put(79, (byte) 2)),
        made(Kind.LOG, "vhdx", "to be replayed", VhdxFiles.withLog()),
        vdi(Kind.CONTRADICTION, "a count", b -> b.putInt(0x184, 3)),
        iso(Kind.CONTRADICTION, "a number in both orders", b -> b.putInt(16 * 2048 + 136, 0)),
        vmdk(Kind.VALUE, "a grain at a place that means none", 511, 1),
        qcow2(Kind.VALUE, "reserved bits", b -> b.put(l2(b), (byte) (0x80 | 1))),
        made(Kind.MISSING, "vhd", "no footer", Arrays.copyOf(vhd, vhd.length - 512)),
        made(Kind.REFERENCE, "qcow2", "no base", overBase),
        vhd(Kind.CONTENT, "what the bitmap denies", b -> b.put(b.getInt(1536) * 512, (byte) 0)),
        little(Kind.CONTENT, "vmdk", "a grain in no table", stream, b -> {
          int directory = b.capacity() - 4 * 512;
          b.putInt(b.getInt(directory) * 512 + 4, 0);
        }),
        iso(Kind.UNREADABLE, "no anchor", b -> b.put(256 * 2048, new byte[2048])),
        vdi(Kind.UNREADABLE, "what only a reader refuses", b -> b.put(0x1a8, (byte) 7)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachDamageHasItsKind(Case one) throws IOException {
    // The door knows no file.
    OpenOptions options = OpenOptions.as(one.format()).references(Memory.files(Map.of()));
    CheckReport report = Checks.check(one.source(), options, Job.unattended()).orElseThrow();
    Set<Kind> found = report.findings().stream().map(Finding::kind).collect(Collectors.toSet());
    assertEquals(Set.of(one.kind()), found, report.toString());
  }

  @Test
  void noKindIsLeftOut() throws IOException {
    Set<Kind> tried = cases().map(Case::kind).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Kind.class), tried);
  }
}
