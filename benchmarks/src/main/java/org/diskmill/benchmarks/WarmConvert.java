// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;

/**
 * Converts one image for each line of standard input and answers with the nanoseconds that it took
 * by the clock and by all processors: what a service that runs all day sees.
 *
 * <p>A line is {@code SOURCE FORMAT TARGET FORMAT WORKERS OPTIONS}, separated by tabs; OPTIONS are
 * those of {@code -o}, with {@code -c} before them when compressed, or a single dash.
 */
public final class WarmConvert {
  private WarmConvert() {}

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var processors = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t", -1);
      long began = System.nanoTime();
      long worked = processors.getProcessCpuTime();
      convert(
          Path.of(words[0]), words[1], Path.of(words[2]), words[3], words[4], options(words[5]));
      long elapsed = System.nanoTime() - began;
      System.out.println(elapsed + " " + (processors.getProcessCpuTime() - worked));
    }
  }

  private static String[] options(String text) {
    boolean compressed = text.startsWith("-c");
    String list = compressed ? text.substring(2).strip() : text.equals("-") ? "" : text;
    return new String[] {compressed ? "c" : "", list};
  }

  private static void convert(
      Path from, String format, Path to, String wanted, String workers, String[] options)
      throws IOException {
    WriteOptions write = WriteOptions.of(wanted).compressed(!options[0].isEmpty());
    if (!options[1].isEmpty()) {
      write = write.withAll(options[1]);
    }
    OpenOptions open = OpenOptions.as(format).references(References.in(from.resolveSibling("")));
    try (DiskImage image = Images.open(Sources.file(from), open);
        PendingFile file = PendingFile.at(to)) {
      Conversion conversion = Conversion.of(image, write);
      int count = Integer.parseInt(workers);
      Conversion sized = count == 0 ? conversion : conversion.workers(count);
      sized.writeTo(file.sink(), Job.unattended());
      file.commit();
    }
  }
}
