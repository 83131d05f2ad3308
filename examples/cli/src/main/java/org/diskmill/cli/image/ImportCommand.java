// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.diskmill.cli.FormatNames;
import org.diskmill.cli.Interruptible;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes an image in. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes an image in and copies it to stores; the last line is its UUID.",
      "The same import again goes on where an earlier one stopped."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:in every store", "2:error", "3:active, but some stores failed"})
final class ImportCommand implements Callable<Integer> {
  static final int EXIT_SOME_FAILED = 3;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Mixin
  private TargetOptions targets;

  @Option(names = "--file", paramLabel = "PATH", description = "a file on this machine")
  private @Nullable Path file;

  @Option(names = "--uri", paramLabel = "URI", description = "a place to fetch it from")
  private @Nullable URI uri;

  @Option(names = "--name", paramLabel = "N", description = "for people (default: the file's name)")
  private @Nullable String name;

  @Option(names = "-f", paramLabel = "FORMAT", description = "format of the source")
  private @Nullable String format;

  @Option(names = "--convert", paramLabel = "FORMAT", description = "keep it in this format")
  private @Nullable String convert;

  @Option(names = "--store", paramLabel = "S", description = "this store")
  private @Nullable String store;

  @Option(
      names = "--allow-failure",
      paramLabel = "true|false",
      arity = "1",
      defaultValue = "true",
      description = "whether the image may be active without some stores (default: true)")
  private boolean allowFailure;

  @Option(names = "--property", paramLabel = "K=V", description = "a property of the image")
  private Map<String, String> properties = new TreeMap<>();

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Override
  public Integer call() throws IOException {
    ImportRequest request = request();
    PrintWriter out = spec.commandLine().getOut();
    try (Interruptible run = Interruptible.begin(progress);
        ImageService images = service.open()) {
      ImportResult result = images.importImage(request, run.job());
      return Results.report(result, out, spec.commandLine().getErr());
    }
  }

  private ImportRequest request() throws IOException {
    ImportSource source = source();
    String called = name == null ? name(source) : name;
    return new ImportRequest(
        source,
        called,
        Optional.ofNullable(format).map(FormatNames::ours),
        Optional.ofNullable(convert).map(FormatNames::ours),
        new TreeMap<>(properties),
        wanted(),
        allowFailure ? FailurePolicy.BEST_EFFORT : FailurePolicy.ALL_OR_NOTHING);
  }

  private ImportSource source() {
    if (file != null && uri != null) {
      throw new ParameterException(spec.commandLine(), "--file and --uri exclude each other");
    }
    if (file != null) {
      return new ImportSource.LocalFile(file);
    }
    if (uri == null) {
      throw new ParameterException(spec.commandLine(), "one of --file and --uri is needed");
    }
    return "file".equals(uri.getScheme())
        ? new ImportSource.LocalFile(Path.of(uri))
        : new ImportSource.Remote(uri);
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
    if (store == null) {
      return targets.targets();
    }
    if (targets.given()) {
      throw new IllegalArgumentException(
          "CONFLICTING_TARGETS: --store excludes --stores and --all-stores");
    }
    return new Targets.Listed(List.of(store));
  }
}
