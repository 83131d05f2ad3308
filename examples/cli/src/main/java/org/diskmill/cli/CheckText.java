// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding;

/** A check's report, as qemu-img check would give it. */
final class CheckText {
  private final String file;
  private final CheckReport report;

  CheckText(String file, CheckReport report) {
    this.file = file;
    this.report = report;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    report.allocation().ifPresent(stored -> {
      json.put("image-end-offset", stored.endOffset());
      json.put("total-clusters", stored.totalClusters());
      positive(json, "allocated-clusters", stored.allocatedClusters());
      positive(json, "compressed-clusters", stored.compressedClusters());
      positive(json, "fragmented-clusters", stored.fragmentedClusters());
    });
    json.put("check-errors", report.errors());
    positive(json, "corruptions", report.corruptions());
    positive(json, "leaks", report.leaks());
    json.put("filename", file);
    json.put("format", report.format());
    if (!report.findings().isEmpty()) {
      json.put("findings", report.findings().stream().map(CheckText::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", word(finding.kind()));
    json.put("severity", word(finding.severity()));
    json.put("offset", finding.at());
    json.put("message", finding.message());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void positive(Map<String, Object> json, String key, long count) {
    if (count > 0) {
      json.put(key, count);
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Finding finding : report.findings()) {
      lines.add(finding.severity() + ": " + Text.oneLine(finding.message()));
    }
    if (report.clean()) {
      lines.add("No errors were found on the image.");
    } else {
      lines.add(report.corruptions()
          + " corruptions, "
          + report.leaks()
          + " leaked clusters, "
          + report.errors()
          + " parts that could not be checked.");
    }
    report.allocation().ifPresent(stored -> lines.addAll(allocation(stored)));
    return lines;
  }

  private static List<String> allocation(Allocation stored) {
    double allocated = percent(stored.allocatedClusters(), stored.totalClusters());
    double fragmented = percent(stored.fragmentedClusters(), stored.allocatedClusters());
    double compressed = percent(stored.compressedClusters(), stored.allocatedClusters());
    return List.of(
        String.format(
            Locale.ROOT,
            "%d/%d = %.2f%% allocated, %.2f%% fragmented, %.2f%% compressed clusters",
            stored.allocatedClusters(),
            stored.totalClusters(),
            allocated,
            fragmented,
            compressed),
        "Image end offset: " + stored.endOffset());
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : part * 100.0 / whole;
  }
}
