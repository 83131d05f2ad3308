// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;

/** Makes a new image: empty, or one that shows another until it is written to. */
final class CreateCommand extends Command {
  private final Argument<String> format = text(option("-f")
      .paramLabel("FORMAT")
      .defaultValue("raw")
      .description("format to write (default: raw)"));

  private final Argument<List<String>> values = texts(option("-o")
      .paramLabel("key=value,…")
      .description("options of the format, as qemu-img spells them; may be repeated"));

  private final BackingOptions backing = with(new BackingOptions());

  private final PasswordOptions password = with(new PasswordOptions());

  private final Argument<Path> references = path(option("--references")
      .paramLabel("DIR")
      .description("allow the base to use other files that lie in this directory"));

  private final Argument<Path> file = path(parameter("FILE"));

  private final Argument<String> size =
      text(parameter("SIZE").arity("0..1").required(false).description("such as 10G"));

  CreateCommand() {
    super("create", "Makes a new image: empty, or with -B one that is based on another.");
  }

  @Override
  public Integer call() throws IOException {
    WriteOptions write = WriteOptions.of(FormatNames.ours(format.value()));
    for (String list : values.value()) {
      write = write.withAll(list);
    }
    PassphraseSupplier passphrases = password.passphrases();
    write = backing.in(write).passphrases(passphrases);
    Optional<Long> wanted = size.given().map(DiskSize::of);
    wanted.ifPresent(DiskSize::requireReadable);
    Optional<DiskImage> base = BackingOptions.open(
        write,
        file.value(),
        image ->
            OpenOptions.probing().passphrases(passphrases).references(Doors.of(references, image)));
    if (write.value("backing_file").isEmpty() && wanted.isEmpty()) {
      throw misused("SIZE is needed for an image without a base");
    }
    try (Interruptible run = Interruptible.begin(false)) {
      if (base.isEmpty()) {
        try (DiskImage empty = Images.zeros(wanted.orElse(0L))) {
          Destinations.path(file.value(), Conversion.of(empty, write), run.job());
        }
      } else {
        try (DiskImage disk = base.get()) {
          DiskImage sized = Images.resized(disk, wanted.orElse(disk.size()));
          Destinations.path(file.value(), Conversion.of(sized, write).over(disk), run.job());
        }
      }
    }
    return 0;
  }
}
