// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Reference;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.format.FileNames;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/**
 * Checks what only a reader of the disk comes upon: what it refuses though the books are in order,
 * and, where the caller allows them, the other files that an image needs: that they are there, are the
 * right ones and long enough, and the books of those that hold parts of the disk. A parent's books are
 * its own affair. Used once.
 */
final class ReadersCheck {
  private final Source source;
  private final OpenOptions options;
  private final List<FormatChecker> checkers;
  private final Job job;
  private final NotingDoor door;
  private CheckReport report;
  private boolean needsOthers;

  ReadersCheck(
      CheckReport own, Source source, OpenOptions options, List<FormatChecker> checkers, Job job) {
    this.report = own;
    this.source = source;
    this.options = options.lenient(false);
    this.door = new NotingDoor(options.references());
    this.checkers = checkers;
    this.job = job;
  }

  /** The report, with what a reader refuses, unless that is what the books have told already. */
  CheckReport report() throws IOException {
    boolean told = report.corruptions() + report.errors() > 0;
    boolean alone = options.references().refusesAll();
    if (told && alone) {
      return report;
    }
    try {
      List<Reference> references = Images.info(source, options).references();
      if (references.isEmpty() ? told : alone) {
        return report;
      }
      needsOthers = !references.isEmpty();
      for (Reference reference : references) {
        member(reference);
      }
      walk();
    } catch (ImageException refused) {
      boolean corrupt = refused instanceof CorruptImageException;
      add(
          kind(refused, told),
          corrupt ? Severity.CORRUPTION : Severity.ERROR,
          String.valueOf(refused.getMessage()));
    } catch (NoSuchFileException gone) {
      add(
          Kind.REFERENCE,
          Severity.ERROR,
          source + ": needs " + gone.getFile() + ", which is not there");
    }
    return report;
  }

  /** A file that is not there is found by the walk. */
  private void member(Reference reference) throws IOException {
    Optional<FormatChecker> checker = checkers.stream()
        .filter(one -> reference.format().equals(Optional.of(one.format())))
        .findFirst();
    if (reference.role() != Reference.Role.EXTENT || checker.isEmpty()) {
      return;
    }
    Optional<Source> file =
        FileNames.extent(reference.name(), reference.format()).resolve(options.references());
    if (file.isPresent()) {
      try (Source member = file.get()) {
        report = report.with(checker.get().check(member, options.limits(), job));
      }
    }
  }

  /** Whatever a reader of the whole disk would refuse is refused here. */
  private void walk() throws IOException {
    // The source stays the caller's.
    Source borrowed = Sources.slice(source.toString(), source, 0, source.size());
    try (DiskImage image = Images.open(borrowed, options.references(door))) {
      ExtentCursor runs = image.extents(0, image.size());
      while (runs.next() != null) {
        job.checkpoint();
      }
    }
  }

  /**
   * A message begins with the file that it is about. A file whose books are in order, and that a reader
   * calls corrupt once it has opened another one, does not go with that one.
   */
  private Kind kind(ImageException refused, boolean told) {
    boolean own = String.valueOf(refused.getMessage()).startsWith(source + ": ");
    boolean unfit = refused instanceof CorruptImageException && door.opened() && !told;
    return refused instanceof RefusedReferenceException || unfit || needsOthers && !own
        ? Kind.REFERENCE
        : Kind.UNREADABLE;
  }

  private void add(Kind kind, Severity severity, String message) {
    Finding finding = new Finding(kind, severity, 0, message);
    boolean corrupt = severity == Severity.CORRUPTION;
    report = report.with(new CheckReport(
        report.format(), List.of(finding), 0, corrupt ? 1 : 0, corrupt ? 0 : 1, Optional.empty()));
  }
}
