// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

/**
 * One thing that is not as it should be.
 *
 * @param kind what sort of thing it is, for programs
 * @param severity what it means for whoever uses the image
 * @param at where in the file, in bytes
 * @param message says which structure, what was found, and what was expected
 */
public record Finding(Kind kind, Severity severity, long at, String message) {
  /**
   * What sort of thing was found, whatever the format. It says nothing of how bad that is. New kinds
   * may be added.
   */
  public enum Kind {
    /** Space in the file belongs to nothing. */
    LOST_SPACE,
    /**
     * A reference count, or a flag that tells of one, does not agree with the references. A count of
     * what nothing refers to is {@link #LOST_SPACE}.
     */
    REFCOUNT,
    /** Two things are in one place. */
    OVERLAP,
    /** A signature or a checksum is wrong. */
    CHECKSUM,
    /**
     * An entry points to where what it names cannot be, such as outside of the file or inside a
     * cluster, or the file ends before something does. A file that was cut has these.
     */
    DANGLING,
    /** A log or a flag says that the file was not closed properly, or that it is corrupt. */
    LOG,
    /**
     * Two places say different things: copies of one, or a table that does not go with the disk's
     * size. Each may be the right one.
     */
    CONTRADICTION,
    /** A field or an entry has a value that the format does not allow, whatever the others say. */
    VALUE,
    /** A structure that has to be there is not. */
    MISSING,
    /** Another file that is needed is not there, is not the right one, or cannot be read. */
    REFERENCE,
    /** Some readers see other data than the rest. */
    CONTENT,
    /** A part could not be read or checked, and why is known from the message only. */
    UNREADABLE
  }

  /** What a finding means. */
  public enum Severity {
    /** Space is lost, data are not. */
    LEAK,
    /** Data are, or may become, wrong. */
    CORRUPTION,
    /** A part could not be checked. */
    ERROR
  }
}
