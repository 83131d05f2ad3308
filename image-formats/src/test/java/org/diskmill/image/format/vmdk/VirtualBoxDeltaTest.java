// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Reference;
import org.diskmill.image.References;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Differencing disks as VirtualBox 7.2 writes them: parentCID says that there is no parent, and only
 * ids in the data base say which. qemu-img reads them as disks of their own, with zeros for what the
 * parent holds.
 */
class VirtualBoxDeltaTest {
  private static final byte[] BASE = Patterns.bytes(1, 40 << 10);
  private static final String BASE_ID = "9bb67d60-2b98-461a-b3f7-955248571a49";
  private static final String BASE_MODIFICATION = "07f4ea8e-b8b8-46a6-98f4-a459ca0255ab";
  private static final String CHILD_ID = "ba9c9262-5b7c-417d-9098-728c07324a7f";
  private static final String CHILD_MODIFICATION = "4f758d15-b9c5-4140-a2b8-bd7ca5c800db";
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  @TempDir
  private Path directory;

  @BeforeEach
  void neighbours() throws IOException {
    Files.write(directory.resolve("some base.vmdk"), file(BASE, base()));
    Files.write(directory.resolve("damaged.vmdk"), Arrays.copyOf(file(BASE, base()), 700));
    Files.write(directory.resolve("flat"), BASE);
  }

  private static String text(String id, String modification, String parent, String modified) {
    return VmdkFiles.embedded("monolithicSparse", 80)
        + "ddb.virtualHWVersion = \"4\"\nddb.uuid.image=\"" + id + "\"\nddb.uuid.parent=\"" + parent
        + "\"\nddb.uuid.modification=\"" + modification + "\"\nddb.uuid.parentmodification=\""
        + modified + "\"\n";
  }

  private static String base() {
    return text(BASE_ID, BASE_MODIFICATION, NONE, NONE);
  }

  private static String child() {
    return text(CHILD_ID, CHILD_MODIFICATION, BASE_ID, BASE_MODIFICATION);
  }

  private static byte[] file(byte[] disk, String text) {
    return VmdkFiles.sparse(disk, text, false);
  }

  private static byte[] change(int from) {
    byte[] change = new byte[BASE.length];
    Arrays.fill(change, from, from + VmdkFiles.GRAIN, (byte) 7);
    return change;
  }

  private static Source source(byte[] file) {
    return Sources.bytes("disk.vmdk", ByteBuffer.wrap(file));
  }

  private OpenOptions here() throws IOException {
    return OpenOptions.as("vmdk").references(References.in(directory));
  }

  private byte[] content(String text) throws IOException {
    return Memory.content(Images.open(source(file(change(8192), text)), here()));
  }

  @Test
  void whatTheyDoNotHoldIsInTheParentOfTheId() throws IOException {
    byte[] expected = BASE.clone();
    Arrays.fill(expected, 8192, 12288, (byte) 7);
    assertArrayEquals(expected, content(child()));
    Files.write(directory.resolve("child"), file(change(8192), child()));
    Arrays.fill(expected, 20480, 24576, (byte) 7);
    String grandchild = text(BASE_MODIFICATION, NONE, CHILD_ID, CHILD_MODIFICATION);
    byte[] top = file(change(20480), grandchild);
    assertArrayEquals(expected, Memory.content(Images.open(source(top), here())));
  }

  @Test
  void withoutTheParentTheyAreRefusedAndSayWhatTheyNeed() throws IOException {
    byte[] file = file(change(8192), child());
    RefusedReferenceException refused = assertThrows(
        RefusedReferenceException.class, () -> Images.open(source(file), OpenOptions.as("vmdk")));
    assertEquals(BASE_ID, refused.reference().name());
    Reference parent = Images.info(source(file), OpenOptions.probing()).base().orElseThrow();
    assertEquals(new Reference(Reference.Role.PARENT_ID, BASE_ID, Optional.of("vmdk")), parent);
  }

  @Test
  void aParentThatWasChangedSinceIsRefused() throws IOException {
    Files.write(
        directory.resolve("some base.vmdk"), file(BASE, text(BASE_ID, CHILD_ID, NONE, NONE)));
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content(child()));
    assertTrue(refused.toString().contains("changed since"), refused.toString());
    byte[] file = file(change(8192), child());
    Memory.content(Images.open(source(file), here().lenient(true)));
  }

  @Test
  void aParentGivenByNameMustHaveTheId() {
    String text = child()
        .replace("parentCID=ffffffff", "parentCID=12345678")
        .replace("createType", "parentFileNameHint=\"some base.vmdk\"\ncreateType");
    String other = text.replace(BASE_ID, CHILD_MODIFICATION);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(other));
    assertTrue(refused.toString().contains(BASE_ID), refused.toString());
  }

  @Test
  void aDiskOfItsOwnHasNoParent() throws IOException {
    assertArrayEquals(change(8192), content(text(CHILD_ID, CHILD_MODIFICATION, NONE, NONE)));
    assertArrayEquals(change(8192), content(text("no id", "neither", NONE, "nor this")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", BASE_ID + "\"\nDDB.uuid.PARENT=\"" + CHILD_ID})
  void aParentThatIsNoIdOrTwoIsRefused(String parent) {
    String text = text(CHILD_ID, CHILD_MODIFICATION, parent, NONE);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(text));
    assertTrue(refused.toString().contains("ddb.uuid.parent"), refused.toString());
  }
}
