// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

/** A compressed stream is sound, but has fewer bytes than its unit. */
public final class ShortStreamException extends DamagedStreamException {
  private static final long serialVersionUID = 1L;

  private final int made;

  /**
   * A stream of {@code what} that ended early.
   *
   * @param what the kind of stream, for the message
   * @param made how many bytes there were; they are in the buffer that was to be filled
   */
  public ShortStreamException(String what, int made) {
    super(what + " stream ends after " + made + " bytes");
    this.made = made;
  }

  /** How many bytes there were. */
  public int made() {
    return made;
  }
}
