// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;

/** How large the result of a conversion will be. */
final class MeasureCommand extends Command {
  private static final String TIME = "encrypt.iter-time";

  private final ImageOptions options = with(new ImageOptions());

  private final OutputOptions output = with(new OutputOptions());

  private final BackingOptions backing = with(new BackingOptions());

  private final Argument<Boolean> json =
      flag(option("--json").description("as JSON, with the keys of qemu-img measure"));

  private final Argument<Boolean> exact = flag(option("--exact")
      .description("encode everything without writing it: exact also for compressed targets"));

  private final Argument<Boolean> quick = flag(option("--quick")
      .description("read nothing: where the map does not tell, the most that it can be"));

  private final Argument<Path> target = path(option("--to")
      .paramLabel("DST")
      .description(
          "where the result is to be; -B is seen from",
          "there, and further files are named after it"));

  private final Argument<String> size = text(
      option("--size").paramLabel("SIZE").description("of an empty disk, in place of an IMAGE"));

  private final Argument<Path> path = path(parameter("IMAGE").arity("0..1").required(false));

  MeasureCommand() {
    super(
        "measure",
        "Says how large the image would be in another format, before it is written.",
        "Of what is compressed that is the most that it can be, but for --exact.");
  }

  @Override
  public Integer call() throws IOException {
    try (DiskImage image = image()) {
      WriteOptions write = keyed(backing.in(output.write()));
      Conversion conversion = named(Conversion.of(image, write));
      Path seenFrom = target.given().orElse(Path.of(""));
      Optional<DiskImage> base = BackingOptions.open(write, seenFrom, options::open);
      if (base.isPresent()) {
        try (DiskImage disk = base.get()) {
          measure(image, conversion.over(disk), write.compressed());
        }
      } else {
        boolean packs = conversion.needs().packedBytes() > 0
            && write.value("encrypt.format").isEmpty();
        measure(image, conversion, packs);
      }
    }
    return 0;
  }

  /** Which passphrase it is, and how long its key takes, makes no difference to the size. */
  private static WriteOptions keyed(WriteOptions write) {
    WriteOptions locked = write.passphrases(file -> Optional.of("any".toCharArray()));
    boolean timed = write.value("encrypt.format").isEmpty() || write.value(TIME).isPresent();
    return timed ? locked : locked.with(TIME, "1");
  }

  private Conversion named(Conversion conversion) throws IOException {
    Optional<Path> name = target.given().map(Path::getFileName);
    return name.isPresent() ? conversion.named(name.get().toString()) : conversion;
  }

  private void measure(DiskImage image, Conversion conversion, boolean packs) throws IOException {
    PrintWriter out = out();
    SizeEstimate estimate = conversion.estimate();
    boolean read = exact.value() || !packs && !quick.value();
    long required = read ? measured(conversion) : estimate.bytes();
    boolean atMost = !read && !estimate.exact();
    OptionalLong bitmaps = bitmaps(image, conversion);
    long all = conversion.fullyAllocated().bytes();
    if (json.value()) {
      Map<String, Object> sizes = new LinkedHashMap<>();
      bitmaps.ifPresent(bytes -> sizes.put("bitmaps", bytes));
      sizes.put("required", required);
      sizes.put("fully-allocated", all);
      sizes.put("exact", !atMost);
      Json.print(out, sizes);
    } else {
      out.println("required size: " + required);
      out.println("fully allocated size: " + all);
      bitmaps.ifPresent(bytes -> out.println("bitmaps size: " + bytes));
      if (atMost) {
        out.println("the required size is the most that it can be; --exact finds it out");
      }
      out.flush();
    }
  }

  private DiskImage image() throws IOException {
    if (exact.value() && quick.value()) {
      throw misused("--exact reads the disk, and --quick does not");
    }
    if (size.given().isPresent() == path.given().isPresent()) {
      throw misused("either IMAGE or --size is needed, and not both");
    }
    return size.given().isPresent()
        ? Images.zeros(DiskSize.of(size.value()))
        : options.image(path.value());
  }

  /** Nothing is said of them where neither side has heard of any. */
  private static OptionalLong bitmaps(DiskImage image, Conversion conversion) throws IOException {
    boolean known = image.info().format().equals("qcow2");
    return known ? conversion.estimateBitmaps() : OptionalLong.empty();
  }

  private static long measured(Conversion conversion) throws IOException {
    try (Interruptible run = Interruptible.begin(false)) {
      return conversion.measure(run.job());
    }
  }
}
