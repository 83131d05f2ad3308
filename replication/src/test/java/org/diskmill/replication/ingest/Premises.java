// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.diskmill.io.Job;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.testkit.Patterns;

/** The directories of a centre and two edges, which tests take away, and the service on them. */
record Premises(Path directory) {
  static final Targets ALL = new Targets.All();
  static final Targets CENTRE = new Targets.Default();
  static final Targets NORTH = new Targets.Listed(List.of("north"));

  /** With all three stores there, and empty. */
  static Premises in(Path directory) throws IOException {
    Premises premises = new Premises(directory);
    for (String store : List.of("centre", "north", "south")) {
      Files.createDirectory(premises.store(store));
    }
    return premises;
  }

  Path data() {
    return directory.resolve("data");
  }

  Path store(String id) {
    return directory.resolve(id);
  }

  /** The directory is gone, as that of a mount that failed. */
  void take(String store) throws IOException {
    Files.move(store(store), store(store + ".away"));
  }

  void bringBack(String store) throws IOException {
    Files.deleteIfExists(store(store));
    Files.move(store(store + ".away"), store(store));
  }

  /** As above, where another directory has taken its place, which goes away in turn. */
  void bringBackOver(String store) throws IOException {
    Files.move(store(store), store(store + ".other"));
    bringBack(store);
  }

  /** A service, with further lines of configuration. */
  ImageService open(String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("data.dir = data");
    for (String id : List.of("centre", "north", "south")) {
      lines.add("store." + id + ".role = " + (id.equals("centre") ? "central" : "edge"));
      lines.add("store." + id + ".uri = file://" + store(id));
    }
    lines.addAll(List.of(more));
    Path file = Files.write(directory.resolve("diskmill.properties"), lines);
    return ImageServices.open(ServiceConfig.read(file), new PlainMaker(), List.of());
  }

  /** Takes in an image of that name, each of which has bytes of its own. */
  ImportResult take(ImageService service, String name, Targets targets) throws IOException {
    Path image = Files.write(directory.resolve(name), Patterns.bytes(name.hashCode(), 100_000));
    return service.importImage(
        ImportRequest.of(new ImportSource.LocalFile(image), name).targets(targets),
        Job.unattended());
  }

  /** How it went at one store. */
  static SiteResult result(Map<String, SiteResult> sites, String store) {
    return Objects.requireNonNull(sites.get(store), store);
  }

  Path at(String store, UUID image) {
    return store(store).resolve(image.toString());
  }
}
