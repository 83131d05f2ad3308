// SPDX-License-Identifier: Apache-2.0
package org.diskmill.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diskmill.cli.Interruptible;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.image.inspect.InspectionReport;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.CopyCheck;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;

/**
 * Inspects an image, checks its signature, converts it, imports it into a centre and copies it to
 * two edges: three directories. Stopped at any moment, the next run goes on.
 */
public final class Quickstart {
  private static final int EXIT_ERROR = 2;
  private static final int EXIT_INTERRUPTED = 130;

  private Quickstart() {}

  /** Takes the image's path, and the directory to keep everything in. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("quickstart: expected an image and a directory");
      System.exit(EXIT_ERROR);
    }
    System.exit(run(Path.of(arguments[0]), Path.of(arguments[1])));
  }

  private static int run(Path image, Path home) {
    try (Interruptible watched = Interruptible.begin(true)) {
      System.out.println("Image      " + image);
      inspect(image);
      Sites sites = Sites.in(home);
      try (ImageService images =
          ImageServices.open(sites.config(), sites.artifacts(image), List.of())) {
        ImportResult result = images.importImage(request(image), watched.job());
        List<CopyCheck> copies = images.verify(result.image().id(), watched.job());
        watched.endProgress();
        System.out.println("Signature  " + result.image().properties().get("signature"));
        System.out.println(Summary.beginning(result));
        Summary.table(result, copies).forEach(System.out::println);
        boolean good = copies.stream().allMatch(copy -> copy.state() == CopyCheck.State.GOOD);
        return result.outcome().complete() && good ? 0 : EXIT_ERROR;
      }
    } catch (CancellationException stopped) {
      System.err.println("quickstart: stopped; run it again to go on");
      return EXIT_INTERRUPTED;
    } catch (IOException | RuntimeException failed) {
      System.err.println("quickstart: " + failed.getMessage());
      return EXIT_ERROR;
    }
  }

  private static void inspect(Path image) throws IOException {
    try (Source source = Sources.file(image)) {
      InspectionReport report = Inspection.of(source, Limits.defaults());
      List<String> hazards = report.hazards().stream().map(Hazard::message).toList();
      System.out.println(
          "Inspected  " + report.formats() + (report.safe() ? ", safe" : ", NOT SAFE " + hazards));
    }
  }

  private static ImportRequest request(Path image) throws IOException {
    ImportRequest request = ImportRequest.of(
            new ImportSource.LocalFile(image), String.valueOf(image.getFileName()))
        .convertTo("raw")
        .targets(new Targets.All());
    for (var property : SignatureFile.beside(image).entrySet()) {
      request = request.property(property.getKey(), property.getValue());
    }
    return request;
  }
}
