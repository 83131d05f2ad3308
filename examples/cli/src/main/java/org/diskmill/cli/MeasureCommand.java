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
  private final ImageOptions options = with(new ImageOptions());

  private final OutputOptions output = with(new OutputOptions());

  private final BackingOptions backing = with(new BackingOptions());

  private final Argument<Boolean> json =
      flag(option("--json").description("as JSON, with the keys of qemu-img measure"));

  private final Argument<Boolean> exact = flag(option("--exact")
      .description("encode everything without writing it: exact also for compressed targets"));

  private final Argument<Boolean> quick = flag(option("--quick")
      .description("read nothing: where the map does not tell, the most that it can be"));

  private final Argument<String> size = text(
      option("--size").paramLabel("SIZE").description("of an empty disk, in place of an IMAGE"));

  private final Argument<Path> path = path(parameter("IMAGE").arity("0..1").required(false));

  MeasureCommand() {
    super(
        "measure",
        "Says how large the image would be in another format, before it is written.",
        "Of what is compressed or encrypted that is the most that it can be, but for --exact.");
  }

  @Override
  public Integer call() throws IOException {
    try (DiskImage image = image()) {
      WriteOptions write = backing.in(output.write()).passphrases(options.passphrases());
      Conversion conversion = Conversion.of(image, write);
      // The result's name is not known, so the base's is seen from where the command runs.
      Optional<DiskImage> base = BackingOptions.open(write, Path.of(""), options::open);
      if (base.isPresent()) {
        try (DiskImage disk = base.get()) {
          measure(image, conversion.over(disk), write.compressed());
        }
      } else {
        boolean packs = conversion.needs().packedBytes() > 0;
        measure(image, conversion, packs);
      }
    }
    return 0;
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
