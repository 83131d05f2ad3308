// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.check.Finding;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** The files that a disk needs are checked where the caller allows them. */
class VmdkMembersCheckTest {
  private static final byte[] A = Patterns.bytes(1, 40 << 10);
  private static final byte[] TEXT =
      utf8(VmdkFiles.text("twoGbMaxExtentSparse", "RW 80 SPARSE \"a\"", "RW 80 FLAT \"b\" 0"));

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static CheckReport check(byte[] main, OpenOptions options) throws IOException {
    try (Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(main))) {
      return Checks.check(source, options, Job.unattended()).orElseThrow();
    }
  }

  private static CheckReport check(byte[] main, Map<String, byte[]> others) throws IOException {
    return check(main, OpenOptions.as("vmdk").references(Memory.files(others)));
  }

  private static void assertFound(CheckReport report, String words) {
    assertEquals(1, report.findings().size(), report.findings().toString());
    assertEquals(Finding.Kind.REFERENCE, report.findings().get(0).kind());
    assertTrue(
        report.findings().get(0).message().contains(words), report.findings().toString());
  }

  @Test
  void healthyMembersAreCleanAndWithoutLeaveNoneIsOpened() throws IOException {
    assertTrue(check(TEXT, Map.of("a", VmdkFiles.sparse(A), "b", A)).clean());
    assertTrue(check(TEXT, OpenOptions.as("vmdk")).clean());
  }

  @Test
  void aMemberThatIsMissingCannotBeChecked() throws IOException {
    CheckReport report = check(TEXT, Map.of("a", VmdkFiles.sparse(A)));
    assertEquals(1, report.errors());
    assertFound(report, "needs the extent 'b'");
  }

  @Test
  void aMemberThatIsGoneWhenItIsOpenedCannotBeChecked() throws IOException {
    OpenOptions gone = OpenOptions.as("vmdk").references(reference -> {
      throw new NoSuchFileException("/images/" + reference.name());
    });
    CheckReport report = check(TEXT, gone);
    assertEquals(1, report.errors());
    assertFound(report, "disk.vmdk: needs /images/a, which is not there");
  }

  @Test
  void membersThatAreTooShortAreCorruption() throws IOException {
    byte[] sparse = VmdkFiles.sparse(A);
    CheckReport flat = check(TEXT, Map.of("a", sparse, "b", Arrays.copyOf(A, A.length - 512)));
    assertEquals(1, flat.corruptions());
    assertFound(flat, "past the end of the file");
    byte[] small = VmdkFiles.sparse(Arrays.copyOf(A, 20 << 10));
    assertFound(check(TEXT, Map.of("a", small, "b", A)), "an extent has 40960 bytes");
  }

  @Test
  void theTablesOfAMemberAreChecked() throws IOException {
    byte[] sparse = VmdkFiles.sparse(A);
    int table = (21 + 5 + 1) * 512;
    VmdkFiles.wrap(sparse).putInt(table + 4, VmdkFiles.wrap(sparse).getInt(table));
    CheckReport report = check(TEXT, Map.of("a", sparse, "b", A));
    assertTrue(report.findings().toString().contains("where another grain is too"));
  }

  @Test
  void aParentThatIsAnotherDiskIsCorruption() throws IOException {
    String own = "RW 80 SPARSE \"top\"";
    String text = VmdkFiles.text("monolithicSparse", own)
        .replace("parentCID=ffffffff", "parentCID=11111111\nparentFileNameHint=\"base\"");
    byte[] top = VmdkFiles.sparse(A, text, false);
    byte[] base = VmdkFiles.sparse(A);
    CheckReport report = check(top, Map.of("base", base));
    assertEquals(1, report.corruptions());
    assertFound(report, "parentCID is 11111111");
    byte[] right = VmdkFiles.sparse(A, text.replace("11111111", "12345678"), false);
    assertTrue(check(right, Map.of("base", base)).clean());
    assertEquals(1, check(right, Map.of()).errors());
  }
}
