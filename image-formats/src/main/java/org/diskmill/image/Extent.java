// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import org.diskmill.image.codec.Packing;
import org.diskmill.io.Source;

/**
 * What one run of guest bytes is, and where its stored form lies.
 *
 * <p>Values; safe for use by many threads, and good as long as the image they came from is open.
 */
public sealed interface Extent {
  /** Where it begins on the guest's disk, in bytes. */
  long offset();

  /** In bytes, positive. */
  long length();

  /** The first guest byte after it. */
  default long end() {
    return offset() + length();
  }

  /** The part of this extent inside {@code [from, to)}, which must not be empty. */
  Extent clip(long from, long to);

  /** This layer does not say; the layer below does. */
  record Inherited(long offset, long length) implements Extent {
    public Inherited {
      Cut.require(offset, length);
    }

    @Override
    public Inherited clip(long from, long to) {
      return new Inherited(Cut.start(offset, from), Cut.length(offset, length, from, to));
    }
  }

  /** An extent that needs no further layer. */
  sealed interface Resolved extends Extent {
    @Override
    Resolved clip(long from, long to);

    /** Whether every byte is known to be zero without reading any. */
    default boolean readsAsZero() {
      return false;
    }
  }

  /** No layer holds it: it reads as zeros. */
  record Hole(long offset, long length) implements Resolved {
    public Hole {
      Cut.require(offset, length);
    }

    @Override
    public Hole clip(long from, long to) {
      return new Hole(Cut.start(offset, from), Cut.length(offset, length, from, to));
    }

    @Override
    public boolean readsAsZero() {
      return true;
    }
  }

  /** A layer says that these are zeros. */
  record Zero(long offset, long length) implements Resolved {
    public Zero {
      Cut.require(offset, length);
    }

    @Override
    public Zero clip(long from, long to) {
      return new Zero(Cut.start(offset, from), Cut.length(offset, length, from, to));
    }

    @Override
    public boolean readsAsZero() {
      return true;
    }
  }

  /**
   * A layer says that these are zeros, and keeps a place for when they no longer are. Nothing is read
   * from there.
   *
   * @param at in bytes
   */
  record KeptZero(long offset, long length, Source source, long at) implements Resolved {
    public KeptZero {
      Cut.require(offset, length);
    }

    @Override
    public KeptZero clip(long from, long to) {
      long start = Cut.start(offset, from);
      long left = Cut.length(offset, length, from, to);
      return new KeptZero(start, left, source, at + (start - offset));
    }

    @Override
    public boolean readsAsZero() {
      return true;
    }
  }

  /**
   * Stored as they are: guest byte {@code offset + i} is byte {@code at + i} of {@code source}.
   *
   * @param at in bytes
   */
  record Data(long offset, long length, Source source, long at) implements Resolved {
    public Data {
      Cut.require(offset, length);
    }

    @Override
    public Data clip(long from, long to) {
      long start = Cut.start(offset, from);
      return new Data(start, Cut.length(offset, length, from, to), source, at + (start - offset));
    }
  }

  /**
   * Part of a packed unit.
   *
   * @param at where the packed form lies in {@code source}, in bytes
   * @param storedBytes how long the packed form is at most; bytes after its end are ignored
   * @param unitBytes how long the whole unit is when unpacked
   * @param skip how many bytes of the unpacked unit lie before {@code offset}
   */
  record Packed(
      long offset,
      long length,
      Source source,
      long at,
      int storedBytes,
      Packing packing,
      int unitBytes,
      int skip)
      implements Resolved {
    public Packed {
      Cut.require(offset, length);
      if (skip < 0 || storedBytes <= 0 || length > unitBytes - (long) skip) {
        throw new IllegalArgumentException(
            "packed: skip " + skip + ", length " + length + " of a unit of " + unitBytes);
      }
    }

    @Override
    public Packed clip(long from, long to) {
      long start = Cut.start(offset, from);
      int skipped = (int) (skip + (start - offset));
      long left = Cut.length(offset, length, from, to);
      return new Packed(start, left, source, at, storedBytes, packing, unitBytes, skipped);
    }

    /** Whether this is all of its unit. */
    public boolean whole() {
      return skip == 0 && length == unitBytes;
    }
  }
}
