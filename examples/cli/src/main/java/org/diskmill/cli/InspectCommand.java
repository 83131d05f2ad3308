// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.image.inspect.InspectionReport;
import org.diskmill.io.Source;

/** What a stranger's file is, and whether it is safe to open. */
final class InspectCommand extends Command {
  private static final int EXIT_UNSAFE = 1;

  private final Argument<Boolean> json = flag(option("--json").description("as JSON"));

  private final Argument<Path> path = path(parameter("FILE"));

  InspectCommand() {
    super("inspect", "Names every format a file looks like and everything that makes it unsafe.");
    exitCodes("0:safe", "1:unsafe", "2:error");
  }

  @Override
  public Integer call() throws IOException {
    InspectionReport report;
    try (Source source = Inputs.open(path.value())) {
      report = Inspection.of(source, Limits.defaults());
    }
    PrintWriter out = out();
    if (json.value()) {
      Json.print(out, json(report));
    } else {
      List<String> formats = report.formats();
      out.println("formats: " + (formats.isEmpty() ? "none (raw)" : String.join(", ", formats)));
      for (Hazard hazard : report.hazards()) {
        out.println("unsafe: " + hazard.code() + ": " + Text.oneLine(hazard.message()));
      }
      out.println(report.safe() ? "safe" : "not safe");
      out.flush();
    }
    return report.safe() ? 0 : EXIT_UNSAFE;
  }

  private Map<String, Object> json(InspectionReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("filename", path.value().toString());
    json.put("formats", report.formats());
    json.put("safe", report.safe());
    json.put(
        "findings",
        report.hazards().stream()
            .map(hazard -> Map.of("code", hazard.code(), "message", hazard.message()))
            .toList());
    return json;
  }
}
