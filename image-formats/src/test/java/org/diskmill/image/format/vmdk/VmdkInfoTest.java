// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What {@code qemu-img info} leaves out of a binary header. */
class VmdkInfoTest {
  private static final byte[] DISK = Patterns.bytes(1, 80 * 512);

  private static Map<?, ?> header(byte[] file) throws IOException {
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(file));
    return (Map<?, ?>) Objects.requireNonNull(
        Images.info(source, OpenOptions.probing()).details().get("header"));
  }

  @Test
  void aSparseHeaderIsToldInBytes() throws IOException {
    byte[] file = VmdkFiles.sparse(DISK, VmdkFiles.embedded("monolithicSparse", 80), true);
    ByteBuffer b = VmdkFiles.wrap(file);
    b.putInt(8, 7 | 1 << 20);
    Map<?, ?> said = header(file);
    assertEquals(
        List.of("newline-detection", "redundant-table", "zeroed-grains", "bit-20"),
        said.get("flags"));
    assertEquals(512L, said.get("descriptor-offset"));
    assertEquals(20 * 512L, said.get("descriptor-size"));
    assertEquals((long) VmdkFiles.ENTRIES, said.get("table-entries"));
    assertEquals(21 * 512L, said.get("redundant-directory-offset"));
    assertEquals(b.getLong(VmdkFiles.HEADER_GD) * 512, said.get("directory-offset"));
    assertEquals(b.getLong(64) * 512, said.get("overhead"));
    assertEquals("none", said.get("compression"));
    assertFalse(said.containsKey("footer-offset"));
  }

  @Test
  void whatElseTheTextSaysIsToldAsItIsSpelled() throws IOException {
    String text = """
        # Disk DescriptorFile
        version=1
        encoding="UTF-8"
        CID=1
        parentCID=ffffffff
        isNativeSnapshot="no"
        createType="vmfs"
        RW 80 VMFS "disk-flat.vmdk"
        ddb.x = "1"
        """;
    Source source = Sources.bytes("disk.vmdk", StandardCharsets.UTF_8.encode(text));
    assertEquals(
        Map.of("version", "1", "encoding", "UTF-8", "isNativeSnapshot", "no"),
        Images.info(source, OpenOptions.probing()).details().get("descriptor"));
  }

  @Test
  void ofAStreamTheDirectoryIsWhereItsFooterHasIt() throws IOException {
    byte[] file = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    Map<?, ?> said = header(file);
    long footer = file.length - 1024L;
    assertEquals(footer, said.get("footer-offset"));
    long directory = VmdkFiles.wrap(file).getLong((int) footer + VmdkFiles.HEADER_GD) * 512;
    assertEquals(directory, said.get("directory-offset"));
    assertEquals("deflate", said.get("compression"));
    assertEquals(List.of("newline-detection", "compressed-grains", "markers"), said.get("flags"));
  }

  @Test
  void ofAnEsxServersExtentItsNameAndGenerationAreTold() throws IOException {
    byte[] file = VmdkFiles.cowd(DISK);
    ByteBuffer b = VmdkFiles.wrap(file).putInt(28, 300).putInt(1060, 7);
    b.put(1064, "a name\0rest".getBytes(StandardCharsets.US_ASCII));
    Map<?, ?> said = header(file);
    assertEquals(4 * 512L, said.get("directory-offset"));
    assertEquals(1L, said.get("directory-entries"));
    assertEquals(300 * 512L, said.get("free-offset"));
    assertEquals(7L, said.get("generation"));
    assertEquals("a name", said.get("name"));
    assertFalse(said.containsKey("description"));
  }

  @Test
  void ofASpaceEfficientExtentItsPlacesAreTold() throws IOException {
    Map<?, ?> said = header(VmdkFiles.seSparse(DISK));
    assertEquals(1024L, said.get("directory-offset"));
    assertEquals(3 * 512L, said.get("tables-offset"));
    assertEquals((3 + 64) * 512L, said.get("grains-offset"));
  }
}
