// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** Whatever the reader would open, and whatever it would refuse, is a hazard. */
class VmdkInspectorTest {
  private static final byte[] DISK = new byte[64 << 10];

  private static List<String> hazards(byte[] file) throws IOException {
    Source source = Sources.bytes("x.vmdk", ByteBuffer.wrap(file));
    return new VmdkInspector()
        .hazards(source, ProbeWindow.of(source), Limits.defaults()).stream()
            .map(Hazard::code)
            .toList();
  }

  private static List<String> embedded(String... lines) throws IOException {
    return hazards(VmdkFiles.sparse(DISK, VmdkFiles.text("x", lines), false));
  }

  private static List<String> alone(String... lines) throws IOException {
    return hazards(VmdkFiles.text("x", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDiskOfOneFileIsSafe() throws IOException {
    assertEquals(List.of(), embedded("RW 128 SPARSE \"any.vmdk\""));
    assertEquals(List.of(), embedded("RW 128 SPARSE \"\""));
    assertEquals(List.of(), hazards(VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE)));
    assertEquals(List.of(), alone("RW 128 ZERO"));
  }

  @Test
  void otherFilesAreHazardsHoweverTheyAreSpelled() throws IOException {
    assertEquals(List.of("extent"), alone("rw 128 flat \"/etc/shadow\" 0"));
    assertEquals(List.of("extent"), alone("RW 128 SPARSE \"plain\""));
    assertEquals(List.of("extent"), alone("RW 128 SPARSE \"\""));
    assertEquals(List.of("extent"), embedded("RW 128 SPARSE \"..\\\\x\""));
    assertEquals(List.of("extent"), embedded("RW 128 FLAT \"plain\" 0"));
    assertEquals(List.of("extent", "extent"), embedded("RW 128 SPARSE \"a\"", "RW 8 SPARSE \"b\""));
    byte[] carrier = VmdkFiles.sparse(DISK, VmdkFiles.text("x", "RW 128 SPARSE \"other\""), false);
    VmdkFiles.wrap(carrier).putLong(12, 0);
    assertEquals(List.of("extent"), hazards(carrier));
    String behind = VmdkFiles.text("x", "RW 8 FLAT \"self\" 24");
    byte[] self = VmdkFiles.sparse(DISK, behind, false);
    VmdkFiles.wrap(self).putLong(12, 0).putLong(64, 24);
    assertEquals(List.of(), hazards(self));
  }

  @Test
  void parentsEncryptionAndTextThatIsNotUnderstoodAreHazards() throws IOException {
    assertEquals(List.of("parent"), embedded("parentFileNameHint=\"p\"", "RW 128 SPARSE \"a\""));
    String id = "ddb.uuid.parent=\"9bb67d60-2b98-461a-b3f7-955248571a49\"";
    assertEquals(List.of("parent"), embedded(id, "RW 128 SPARSE \"a\""));
    assertEquals(List.of("encrypted"), alone("encryptionKeys=\"vmware:key/fqid/a/b/c\""));
    assertEquals(List.of("encrypted"), alone("encryption.keySafe = \"x\""));
    assertEquals(List.of("descriptor"), alone("RW many FLAT \"a\""));
    assertEquals(List.of("descriptor"), alone("createType=\"y\"", "RW 128 FLAT \"a\" 0"));
  }
}
