// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * Opens one file for what it says about itself, and nothing else: what it refers to is represented
 * by something that cannot be read.
 */
final class Describing implements OpenContext {
  private final OpenOptions options;

  Describing(OpenOptions options) {
    this.options = options;
  }

  static DiskFormat formatOf(Source source, OpenOptions options) throws IOException {
    return options.format().isPresent()
        ? Formats.named(options.format().get())
        : Formats.probed(source, ProbeWindow.of(source));
  }

  Layer top(Source source) throws IOException {
    return formatOf(source, options).open(source, this);
  }

  @Override
  public Limits limits() {
    return options.limits();
  }

  @Override
  public Optional<String> snapshot() {
    return Optional.empty();
  }

  @Override
  public boolean lenient() {
    return options.lenient();
  }

  @Override
  public Layer follow(Reference reference) {
    return new Closed(reference);
  }

  @Override
  public Source bytes(Reference reference) {
    return new Closed(reference);
  }

  /** A door that stays shut. */
  private record Closed(Reference reference) implements Layer, Source {
    @Override
    public ImageInfo info() {
      throw new IllegalStateException("not opened: " + reference.described());
    }

    @Override
    public long size() {
      return Long.MAX_VALUE;
    }

    @Override
    public Extent extentAt(long offset, long limit) throws IOException {
      throw refused();
    }

    @Override
    public Optional<Layer> below() {
      return Optional.empty();
    }

    @Override
    public int read(long offset, ByteBuffer dst) throws IOException {
      throw refused();
    }

    @Override
    public void close() {}

    private RefusedReferenceException refused() {
      return new RefusedReferenceException(
          "not opened while describing: " + reference.described(), reference);
    }
  }
}
