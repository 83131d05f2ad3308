// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.diskmill.cli.Interruptible;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Command;
import org.diskmill.replication.ingest.CopyCheck;
import org.diskmill.replication.ingest.ImageService;

/** Reads every copy of an image and compares it with what was taken in. */
final class VerifyCommand extends Command {
  private static final int EXIT_BAD = 1;

  private final ServiceOptions service = with(new ServiceOptions());

  private final Argument<Boolean> progress =
      flag(option("-p").description("show progress on standard error"));

  private final Argument<UUID> image = value(UUID.class, parameter("UUID"));

  VerifyCommand() {
    super("verify", "Reads every copy of an image wholly and checks it.");
    exitCodes("0:every copy is good", "1:a copy is bad or missing", "2:error");
  }

  @Override
  public Integer call() throws IOException {
    try (Interruptible run = Interruptible.begin(progress.value());
        ImageService images = service.open()) {
      List<CopyCheck> checks = images.verify(image.value(), run.job());
      PrintWriter out = out();
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
