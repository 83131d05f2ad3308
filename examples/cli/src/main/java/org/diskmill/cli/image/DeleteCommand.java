// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes an image everywhere. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Deletes an image and all its copies.")
final class DeleteCommand implements Callable<Integer> {
  private static final int EXIT_NOT_EVERYWHERE = 2;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Option(
      names = "--all-sites",
      required = true,
      description = "says that you mean every copy at every site")
  private boolean allSites;

  @Parameters(paramLabel = "UUID")
  private UUID image;

  @Override
  public Integer call() throws IOException {
    if (!allSites) {
      throw new IllegalArgumentException("--all-sites: only deleting everywhere is possible");
    }
    try (ImageService images = service.open()) {
      SortedMap<String, SiteResult> sites = images.delete(image);
      PrintWriter out = spec.commandLine().getOut();
      boolean everywhere = true;
      for (Map.Entry<String, SiteResult> site : sites.entrySet()) {
        boolean good = site.getValue().good();
        String failure = site.getValue().code() + " " + site.getValue().reason();
        out.println(site.getKey() + ": " + (good ? "deleted" : "failed " + failure));
        everywhere &= good;
      }
      out.flush();
      return everywhere ? 0 : EXIT_NOT_EVERYWHERE;
    }
  }
}
