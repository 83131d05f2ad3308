// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.diskmill.cli.Interruptible;
import org.diskmill.replication.ingest.CopyCheck;
import org.diskmill.replication.ingest.ImageService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads every copy of an image and compares it with what was taken in. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Reads every copy of an image wholly and checks it.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every copy is good", "1:a copy is bad or missing", "2:error"})
final class VerifyCommand implements Callable<Integer> {
  private static final int EXIT_BAD = 1;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServiceOptions service;

  @Option(names = "-p", description = "show progress on standard error")
  private boolean progress;

  @Parameters(paramLabel = "UUID")
  private UUID image;

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress);
        ImageService images = service.open()) {
      List<CopyCheck> checks = images.verify(image, run.job());
      PrintWriter out = spec.commandLine().getOut();
      for (CopyCheck check : checks) {
        String state = check.state().toString().toLowerCase(Locale.ROOT);
        String detail = check.detail().isEmpty() ? "" : " (" + check.detail() + ")";
        out.println(check.store() + ": " + state + " " + check.url() + detail);
      }
      out.flush();
      boolean good = checks.stream().allMatch(check -> check.state() == CopyCheck.State.GOOD);
      return good ? 0 : EXIT_BAD;
    }
  }
}
