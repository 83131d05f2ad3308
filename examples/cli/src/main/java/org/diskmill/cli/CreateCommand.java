// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.References;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a new image: empty, or one that shows another until it is written to. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes a new image: empty, or with -B one that is based on another.")
final class CreateCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Option(
      names = "-f",
      paramLabel = "FORMAT",
      defaultValue = "raw",
      description = "format to write (default: raw)")
  private String format = "raw";

  @Option(
      names = "-o",
      paramLabel = "key=value,…",
      description = "options of the format, as qemu-img spells them; may be repeated")
  private List<String> values = new ArrayList<>();

  @Mixin
  private BackingOptions backing;

  @Mixin
  private PasswordOptions password;

  @Option(
      names = "--references",
      paramLabel = "DIR",
      description = "allow the base to use other files that lie in this directory")
  private @Nullable Path references;

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SIZE", description = "such as 10G")
  private @Nullable String size;

  @Override
  public Integer call() throws IOException {
    WriteOptions write = WriteOptions.of(FormatNames.ours(format));
    for (String list : values) {
      write = write.withAll(list);
    }
    PassphraseSupplier passphrases = password.passphrases();
    write = backing.in(write).passphrases(passphrases);
    Optional<Long> wanted = Optional.ofNullable(size).map(DiskSize::of);
    OpenOptions open = OpenOptions.probing()
        .passphrases(passphrases)
        .references(references == null ? References.none() : References.in(references));
    Optional<DiskImage> base = BackingOptions.open(write, file, open);
    if (base.isEmpty() && wanted.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "SIZE is needed for an image without a base");
    }
    try (Interruptible run = Interruptible.begin(false)) {
      if (base.isEmpty()) {
        try (DiskImage empty = Images.zeros(wanted.orElse(0L))) {
          Destinations.path(file, Conversion.of(empty, write), run.job());
        }
      } else {
        try (DiskImage disk = base.get()) {
          DiskImage sized = Images.resized(disk, wanted.orElse(disk.size()));
          Destinations.path(file, Conversion.of(sized, write).over(disk), run.job());
        }
      }
    }
    return 0;
  }
}
