// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Reference;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.image.References;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** Other files are looked into when the caller has a door to them; what readers refuse is found. */
class ChecksTest {
  /** A caller's own door around another one. */
  private record Around(ReferenceResolver inner) implements ReferenceResolver {
    @Override
    public Optional<Source> resolve(Reference reference) throws IOException {
      return inner.resolve(reference);
    }

    @Override
    public boolean refusesAll() {
      return inner.refusesAll();
    }
  }

  private static List<Finding> findings(ReferenceResolver door) throws IOException {
    WriteOptions over = WriteOptions.of("qcow2").withAll("backing_file=gone,backing_fmt=raw");
    byte[] file = Written.over(new byte[1 << 20], new byte[1 << 20], over);
    Source source = Sources.bytes("image", ByteBuffer.wrap(file));
    OpenOptions options = OpenOptions.as("qcow2").references(door);
    return Checks.check(source, options, Job.unattended()).orElseThrow().findings();
  }

  @Test
  void aDoorThatRefusesAllLeavesTheCheckToTheFileItself() throws IOException {
    assertTrue(References.none().refusesAll());
    assertEquals(List.of(), findings(References.none()));
    assertEquals(List.of(), findings(new Around(References.none())));
  }

  @Test
  void oneThatCouldAnswerIsAsked() throws IOException {
    ReferenceResolver empty = reference -> Optional.empty();
    assertFalse(empty.refusesAll());
    assertEquals(1, findings(empty).size());
    assertEquals(1, findings(new Around(empty)).size());
  }

  @Test
  void whatAReaderRefusesIsFoundAlsoForWhoeverReadsAroundIt() throws IOException {
    byte[] file = Written.file(new byte[1 << 20], WriteOptions.of("vdi"), 1);
    file[0x1a8] = 7;
    Source source = Sources.bytes("image", ByteBuffer.wrap(file));
    OpenOptions options = OpenOptions.as("vdi");
    for (OpenOptions each : List.of(options, options.lenient(true))) {
      CheckReport report = Checks.check(source, each, Job.unattended()).orElseThrow();
      assertEquals(1, report.corruptions(), report.toString());
      String found = report.findings().toString();
      assertTrue(found.contains("the id at 424 names a parent"), found);
    }
  }
}
