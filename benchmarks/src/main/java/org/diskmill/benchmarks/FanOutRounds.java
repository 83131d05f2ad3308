// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.LeafSink;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Store;
import org.diskmill.store.Stores;

/**
 * One file to three directories, round after round in one JVM, the terms of the floor in each round.
 *
 * <p>{@code FanOutRounds FILE DIRECTORY ROUNDS [in-turns]}; each line of output is what was measured
 * and its seconds, and where it is work of ours, also those of all processors. With {@code in-turns}
 * each round that counts waits for a line of the standard input, so that somebody else's work can be
 * measured between two rounds. The script {@code fan-out} makes a table of it.
 */
public final class FanOutRounds {
  private final Path file;
  private final Path directory;

  private FanOutRounds(Path file, Path directory) {
    this.file = file;
    this.directory = directory;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    FanOutRounds rounds = new FanOutRounds(Path.of(arguments[0]), directory);
    boolean inTurns = arguments.length > 3 && arguments[3].equals("in-turns");
    var turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    // One that is not counted: caches, and the JVM's compiler.
    for (int round = 0; round <= Integer.parseInt(arguments[2]); round++) {
      if (inTurns && round > 0 && turns.readLine() == null) {
        return; // The script is gone.
      }
      rounds.once(round > 0);
    }
  }

  private void once(boolean counts) throws Exception {
    floor(counts, "alone", FanOutFloor.alone(file, directory));
    floor(counts, "together", FanOutFloor.together(file, directory));
    measure(counts, "fan-out", sites -> {}, this::fanOut);
    measure(counts, "import", sites -> {}, sites -> take(sites, new Targets.All()));
    measure(counts, "copy", sites -> take(sites, new Targets.Default()), FanOutRounds::copy);
  }

  private static void floor(boolean counts, String name, FanOutFloor floor) {
    if (counts) {
      System.out.printf(
          "%s %.4f %.4f %.4f %.4f%n",
          name, floor.copy(), floor.sha256(), floor.sha512(), floor.md5());
    }
  }

  private interface Work {
    void on(Sites sites) throws Exception;
  }

  private void measure(boolean counts, String name, Work before, Work work) throws Exception {
    var processors = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Sites sites = new Sites(directory.resolve(name))) {
      before.on(sites);
      long worked = processors.getProcessCpuTime();
      long began = System.nanoTime();
      work.on(sites);
      double seconds = FanOutFloor.seconds(began);
      if (counts) {
        double cpu = (processors.getProcessCpuTime() - worked) / 1e9;
        System.out.printf("%s %.4f %.4f%n", name, seconds, cpu);
      }
    }
  }

  /** One reading, two plain digests beside the leaves', three stores. */
  private void fanOut(Sites sites) throws Exception {
    List<Store> stores = new ArrayList<>();
    List<StoreFeed> feeds = new ArrayList<>();
    ExecutorService helpers = Executors.newCachedThreadPool();
    try (Source source = Sources.file(file)) {
      for (String name : Sites.NAMES) {
        stores.add(Stores.open(sites.store(name)));
        feeds.add(new StoreFeed(stores.get(stores.size() - 1), new ObjectKey("image")));
      }
      try (LeafSink leaves = new LeafSink(
          DigestTree.LEAF_BYTES,
          leaf -> feeds.forEach(feed -> feed.take(leaf)),
          helpers,
          Digest.SHA_512,
          "MD5")) {
        Sources.copy(source, leaves, "fan-out", Job.unattended());
        leaves.finish();
      }
      for (StoreFeed feed : feeds) {
        feed.finish();
      }
    } finally {
      helpers.shutdown();
      for (StoreFeed feed : feeds) {
        feed.close();
      }
      for (Store store : stores) {
        store.close();
      }
    }
  }

  private void take(Sites sites, Targets targets) throws IOException {
    try (ImageService images = sites.service()) {
      ImportRequest request = ImportRequest.of(new ImportSource.LocalFile(file), "disk")
          .format("raw")
          .targets(targets);
      complete(images.importImage(request, Job.unattended()));
    }
  }

  private static void copy(Sites sites) throws IOException {
    try (ImageService images = sites.service()) {
      var image = images.list().get(0).id();
      complete(images.copy(image, new Targets.All(), Job.unattended()));
    }
  }

  private static void complete(ImportResult result) throws IOException {
    if (!result.outcome().complete()) {
      throw new IOException("not everywhere: " + result.outcome());
    }
  }
}
