// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.diskmill.io.Closing;
import org.diskmill.io.Source;

/** Opens the files of one image, keeps count of them, and closes them again. */
final class Opening implements AutoCloseable {
  private final OpenOptions options;
  private final Deque<Source> owned = new ArrayDeque<>();
  private int references;

  Opening(OpenOptions options) {
    this.options = options;
  }

  void owns(Source source) {
    owned.push(source);
  }

  Layer top(Source source) throws IOException {
    DiskFormat format = Describing.formatOf(source, options);
    List<Object> chain = List.of(place(source, format));
    Layer layer =
        format.open(source, new Depth(source, chain, options.references(), options.snapshot()));
    if (options.snapshot().isPresent() && layer.info().snapshots().isEmpty()) {
      // A format without snapshots does not ask for one, and has opened the current state.
      throw new UnsupportedImageException(source
          + ": has no snapshot '"
          + Printable.of(options.snapshot().get())
          + "'; it has none");
    }
    return layer;
  }

  /** What of a chain's files is the same where the chain comes back to one. */
  private static Object place(Source source, DiskFormat format) {
    return List.of(source.identity(), format.name());
  }

  /** Closes, and keeps what was thrown as what the caller hears of. */
  void closeAfter(Throwable failed) {
    try {
      close();
    } catch (IOException | RuntimeException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }

  @Override
  public void close() throws IOException {
    List<Closeable> files = new ArrayList<>();
    owned.forEach(file -> files.add(file::close));
    owned.clear();
    Closing.all(files);
  }

  /** The context for one file of the chain. */
  private final class Depth implements OpenContext {
    private final Source from;
    private final List<Object> chain;
    private final ReferenceResolver door;
    private final Optional<String> snapshot;

    /**
     * The context for a file.
     *
     * @param chain the files to this one, it included
     */
    Depth(Source from, List<Object> chain, ReferenceResolver door, Optional<String> snapshot) {
      this.from = from;
      this.chain = chain;
      this.door = door;
      this.snapshot = snapshot;
    }

    @Override
    public Limits limits() {
      return options.limits();
    }

    @Override
    public Optional<String> snapshot() {
      return snapshot;
    }

    @Override
    public boolean lenient() {
      return options.lenient();
    }

    @Override
    public Optional<char[]> passphrase() throws IOException {
      return options.passphrases().passphrase(from.toString());
    }

    @Override
    public Layer follow(Reference reference) throws IOException {
      return follow(reference, false);
    }

    @Override
    public Layer followNumbered(Reference reference) throws IOException {
      return follow(reference, true);
    }

    private Layer follow(Reference reference, boolean numbered) throws IOException {
      if (chain.size() >= options.limits().chainDepth()) {
        throw new LimitExceededException(
            from + ": the chain of files is longer than " + options.limits().chainDepth());
      }
      String format = reference
          .format()
          .or(options::backingFormat)
          .orElseThrow(() -> refused(reference, "records no format for it; state one"));
      Source source = bytes(reference);
      DiskFormat named = Formats.named(format);
      DiskFormat found = numbered ? Formats.numbered(source, named) : named;
      Depth below = new Depth(source, with(source, found), behind(reference), Optional.empty());
      return found.open(source, below);
    }

    private List<Object> with(Source source, DiskFormat format) throws CorruptImageException {
      Object place = place(source, format);
      if (chain.contains(place)) {
        throw new CorruptImageException(
            from + ": the chain of its files leads back to " + source + ", so it has no end");
      }
      List<Object> longer = new ArrayList<>(chain);
      longer.add(place);
      return longer;
    }

    @Override
    public Source bytes(Reference reference) throws IOException {
      references++;
      if (references > options.limits().references()) {
        throw new LimitExceededException(
            from + ": names more than " + options.limits().references() + " other files");
      }
      Optional<Source> found =
          Objects.requireNonNull(door.resolve(reference), "references: resolve returned null");
      Source source = found.orElseThrow(() -> refused(
          reference,
          door.refusesAll()
              ? "and the caller does not allow it"
              : "which is not among the files that the caller allows"));
      owns(source);
      return source;
    }

    private ReferenceResolver behind(Reference reference) throws IOException {
      return Objects.requireNonNull(door.behind(reference), "references: behind returned null");
    }

    private RefusedReferenceException refused(Reference reference, String why) {
      return new RefusedReferenceException(
          from + ": needs the " + reference.described() + ", " + why, reference);
    }
  }
}
