// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.format.vdi.VdiFiles;
import org.diskmill.image.format.vhd.VhdFiles;
import org.diskmill.image.format.vmdk.VmdkFiles;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VirtualBox 7.2 bases a VDI, VMDK or VHD on any of the three, and knows it by its id. */
class MixedParentsTest {
  private static final int HALF = 128 << 10;
  private static final byte[] BASE = Patterns.bytes(1, 2 * HALF);
  private static final byte[] CHANGE = Arrays.copyOf(Patterns.bytes(2, HALF), 2 * HALF);

  /** As VirtualBox spells it; in a VHD its first three fields are turned round. */
  private static final UUID ID = UUID.fromString("22221111-3333-4444-5555-666677778888");

  private static final UUID SINCE = UUID.fromString("deadbeef-0001-0002-0304-050607080910");

  @TempDir
  private Path directory;

  private static byte[] vdi(byte[] disk, UUID id, boolean child) {
    byte[] file = VdiFiles.file(disk, child ? 4 : 1, 0, true);
    ByteBuffer b = VdiFiles.wrap(file);
    if (child) {
      VdiFiles.child(b, 4);
    }
    VdiFiles.id(b, child ? 0x1a8 : 0x188, id);
    VdiFiles.id(b, child ? 0x1b8 : 0x198, SINCE);
    return file;
  }

  private static byte[] vmdk(byte[] disk, UUID id, String more) {
    String text = VmdkFiles.embedded("monolithicSparse", disk.length / 512) + "ddb.uuid."
        + (more.isEmpty() ? "image" : "parent") + "=\"" + id + "\"\n" + more;
    return VmdkFiles.sparse(disk, text, false);
  }

  private static byte[] child(String format, UUID since) {
    return switch (format) {
      case "vdi" -> {
        byte[] file = vdi(CHANGE, ID, true);
        VdiFiles.id(VdiFiles.wrap(file), 0x1b8, since);
        yield file;
      }
      case "vmdk" -> vmdk(CHANGE, ID, "ddb.uuid.parentmodification=\"" + since + "\"\n");
      default -> {
        boolean[] has = new boolean[CHANGE.length / 512];
        Arrays.fill(has, 0, HALF / 512, true);
        yield VhdFiles.differencing(CHANGE, has, 64 << 10);
      }
    };
  }

  private byte[] content(String format, byte[] child, boolean lenient) throws IOException {
    OpenOptions options =
        OpenOptions.as(format).references(References.in(directory)).lenient(lenient);
    return Memory.content(Images.open(Sources.bytes("child", ByteBuffer.wrap(child)), options));
  }

  private void parent(byte[] file) throws IOException {
    // A VHD asks by this name, and the others by the id.
    Files.write(directory.resolve("parent.vhd"), file);
  }

  private static byte[] expected() {
    byte[] expected = BASE.clone();
    System.arraycopy(CHANGE, 0, expected, 0, HALF);
    return expected;
  }

  @Test
  void eachOfThreeFormatsIsReadOverEachOfThree() throws IOException {
    UUID none = new UUID(0, 0);
    String modification = "ddb.uuid.modification=\"" + SINCE + "\"\n";
    byte[] text = vmdk(BASE, ID, "");
    List<byte[]> parents = List.of(
        vdi(BASE, ID, false),
        VmdkFiles.sparse(
            BASE,
            VmdkFiles.embedded("monolithicSparse", BASE.length / 512) + "ddb.uuid.image=\"" + ID
                + "\"\n" + modification,
            false),
        VhdFiles.fixed(BASE),
        text);
    for (byte[] parent : parents) {
      parent(parent);
      boolean notes = parents.indexOf(parent) < 2;
      for (String format : List.of("vdi", "vmdk", "vhd")) {
        byte[] child = child(format, notes ? SINCE : none);
        assertArrayEquals(expected(), content(format, child, false), format);
      }
    }
  }

  @Test
  void anotherDiskOrOneThatWasChangedIsRefused() throws IOException {
    parent(vdi(BASE, SINCE, false));
    for (String format : List.of("vdi", "vmdk", "vhd")) {
      ImageException refused = assertThrows(
          ImageException.class, () -> content(format, child(format, SINCE), false), format);
      assertTrue(refused.toString().contains(ID.toString().substring(24)), refused.toString());
    }
    assertArrayEquals(expected(), content("vhd", child("vhd", SINCE), true));
    parent(vdi(BASE, ID, false));
    CorruptImageException since =
        assertThrows(CorruptImageException.class, () -> content("vmdk", child("vmdk", ID), false));
    assertTrue(since.toString().contains("changed since"), since.toString());
  }

  @Test
  void aParentThatHasNoIdsOrIsKnownByNameAloneMustBeOfTheChildsFormat() throws IOException {
    parent(BASE);
    for (String format : List.of("vdi", "vmdk", "vhd")) {
      assertThrows(ImageException.class, () -> content(format, child(format, SINCE), true), format);
    }
    parent(vdi(BASE, ID, false));
    String text = VmdkFiles.embedded("monolithicSparse", BASE.length / 512)
        .replace("parentCID=ffffffff", "parentCID=1\nparentFileNameHint=\"parent.vhd\"");
    byte[] delta = VmdkFiles.sparse(CHANGE, text, false);
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content("vmdk", delta, true));
    assertTrue(refused.toString().contains("KDMV"), refused.toString());
  }
}
