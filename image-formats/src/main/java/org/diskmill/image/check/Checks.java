// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.format.Installed;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Checks images of every format that has books to check. */
public final class Checks {
  private static final List<FormatChecker> ALL = Installed.each(DiskFormat::checker);

  private Checks() {}

  /**
   * Checks one file, which stays the caller's: its tables, and whatever a reader that is not lenient
   * refuses when it opens the disk and asks where all of it is, also where the options are lenient. The
   * disk's data are not read. What the file refers to is only opened if the options allow references:
   * then files that are missing, too short or not the right ones are findings too, and so is what is
   * wrong in those that hold parts of the disk. Else only its own tables tell about a file that needs
   * others.
   *
   * @return empty when its format has nothing to check
   */
  public static Optional<CheckReport> check(Source source, OpenOptions options, Job job)
      throws IOException {
    Objects.requireNonNull(job, "job");
    String format = Images.formatOf(source, options);
    for (FormatChecker checker : ALL) {
      if (checker.format().equals(format)) {
        CheckReport own = checker.check(source, options.limits(), job);
        return Optional.of(new ReadersCheck(own, source, options, ALL, job).report());
      }
    }
    return Optional.empty();
  }
}
