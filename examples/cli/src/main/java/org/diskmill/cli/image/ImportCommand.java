// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diskmill.cli.Interruptible;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.FormatNames;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;

/** Takes an image in. */
final class ImportCommand extends Command {
  static final int EXIT_SOME_FAILED = 3;

  private final ServiceOptions service = with(new ServiceOptions());

  private final TargetOptions targets = with(new TargetOptions());

  private final Argument<Path> file =
      path(option("--file").paramLabel("PATH").description("a file on this machine"));

  private final Argument<URI> uri =
      value(URI.class, option("--uri").paramLabel("URI").description("a place to fetch it from"));

  private final Argument<String> name =
      text(option("--name").paramLabel("N").description("for people (default: the file's name)"));

  private final Argument<String> format =
      text(option("-f").paramLabel("FORMAT").description("format of the source"));

  private final Argument<String> convert =
      text(option("--convert").paramLabel("FORMAT").description("keep it in this format"));

  private final Argument<String> store =
      text(option("--store").paramLabel("S").description("this store"));

  private final Argument<Boolean> allowFailure = flag(option("--allow-failure")
      .paramLabel("true|false")
      .arity("1")
      .defaultValue("true")
      .description("whether the image may be active without some stores (default: true)"));

  private final Argument<Map<String, String>> properties =
      pairs(option("--property").paramLabel("K=V").description("a property of the image"));

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  ImportCommand() {
    super(
        "import",
        "Takes an image in and copies it to stores; the last line is its UUID.",
        "The same import again goes on where an earlier one stopped.");
    exitCodes("0:in every store", "2:error", "3:active, but some stores failed");
  }

  @Override
  public Integer call() throws IOException {
    ImportRequest request = request();
    PrintWriter out = out();
    try (Interruptible run = Interruptible.begin(progress.value());
        ImageService images = service.open()) {
      ImportResult result = images.importImage(request, run.job());
      return Results.report(result, out, err());
    }
  }

  private ImportRequest request() throws IOException {
    ImportSource source = source();
    String called = name.given().orElseGet(() -> name(source));
    return new ImportRequest(
        source,
        called,
        format.given().map(FormatNames::ours),
        convert.given().map(FormatNames::ours),
        new TreeMap<>(properties.value()),
        wanted(),
        allowFailure.value() ? FailurePolicy.BEST_EFFORT : FailurePolicy.ALL_OR_NOTHING);
  }

  private ImportSource source() {
    if (file.given().isPresent() && uri.given().isPresent()) {
      throw misused("--file and --uri exclude each other");
    }
    if (file.given().isPresent()) {
      return new ImportSource.LocalFile(file.value());
    }
    if (uri.given().isEmpty()) {
      throw misused("one of --file and --uri is needed");
    }
    URI place = uri.value();
    return "file".equals(place.getScheme())
        ? new ImportSource.LocalFile(Path.of(place))
        : new ImportSource.Remote(place);
  }

  /** The last part of a path, as a download's name usually is. */
  private static String name(ImportSource source) {
    if (source instanceof ImportSource.LocalFile local) {
      return String.valueOf(local.path().getFileName());
    }
    URI address = ((ImportSource.Remote) source).uri();
    String path = address.getPath() == null ? "" : address.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? String.valueOf(address.getHost()) : last;
  }

  private Targets wanted() {
    if (store.given().isEmpty()) {
      return targets.targets();
    }
    if (targets.given()) {
      throw new IllegalArgumentException(
          "CONFLICTING_TARGETS: --store excludes --stores and --all-stores");
    }
    return new Targets.Listed(List.of(store.value()));
  }
}
