// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.diskmill.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image service's commands as a person or a script meets them. */
class ImageCommandsTest {
  private static final byte[] DISK = Patterns.bytes(1, 300_000);

  @TempDir
  private Path directory;

  private String config = "";

  @BeforeEach
  void twoStores() throws IOException {
    Path file = Files.writeString(directory.resolve("diskmill.properties"), """
        data.dir = data
        store.hq.uri = %s
        store.hq.role = central
        store.hq.create = true
        store.east.uri = %s
        store.east.role = edge
        store.east.create = true
        """.formatted(
            directory.resolve("hq").toUri(), directory.resolve("east").toUri()));
    config = "--config=" + file;
    Files.write(directory.resolve("disk.raw"), DISK);
  }

  private String imported(String... more) {
    List<String> arguments = new ArrayList<>(
        List.of("image", "import", config, "-f=raw", "--file=" + directory.resolve("disk.raw")));
    arguments.addAll(List.of(more));
    String said = run(arguments.toArray(String[]::new)).ok().out();
    return said.lines().reduce("", (before, line) -> line);
  }

  @Test
  void anImageGoesIntoStoresOutOfThemAndAway() throws IOException {
    String id = imported("--name=disk");
    assertTrue(run("image", "list", config).ok().out().contains(id + "  active"));
    assertTrue(run("image", "show", config, id).ok().out().contains("status: active"));

    run("image", "copy", config, "--stores=east", id).ok();
    Path saved = directory.resolve("saved");
    run("image", "save", config, "--store=east", id, saved.toString()).ok();
    assertArrayEquals(DISK, Files.readAllBytes(saved));
    assertEquals(2, run("image", "verify", config, id).ok().out().lines().count());

    run("image", "delete-from-store", config, id, "hq").refused("hq: is the centre");
    run("image", "delete-from-store", config, id, "east").ok();
    assertEquals("""
        east: had no copy
        hq: deleted
        """, run("image", "delete", config, "--all-sites", id).ok().out());
    run("image", "show", config, id).refused("is not known");
  }

  @Test
  void aCopyThatWasDamagedIsToldByItsStore() throws IOException {
    String id = imported("--all-stores");
    Path copy = directory.resolve("east").resolve(id);
    byte[] damaged = Files.readAllBytes(copy);
    damaged[100_000] ^= 1;
    Files.write(copy, damaged);

    Ran verified = run("image", "verify", config, id);

    assertEquals(1, verified.exit());
    assertTrue(verified.out().contains("hq: good"), verified.out());
    assertTrue(verified.out().contains("east: bad"), verified.out());
  }

  @Test
  void whatIsNoIdIsSaidToBeNone() {
    run("image", "show", config, "disk").refused("cannot convert 'disk' to UUID (Invalid UUID");
  }

  @Test
  void anEdgeThatIsAwayStopsNothingElse() throws IOException {
    String id = imported("--all-stores");
    Files.move(directory.resolve("east"), directory.resolve("away"));

    run("image", "save", config, id, directory.resolve("saved").toString()).ok();
    Ran verified = run("image", "verify", config, id);

    assertEquals(1, verified.exit());
    assertTrue(verified.out().contains("hq: good"), verified.out());
    assertTrue(verified.out().contains("store east: cannot be reached"), verified.out());
  }
}
