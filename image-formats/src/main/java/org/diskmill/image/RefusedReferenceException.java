// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

/** The image needs another file that the caller's {@link ReferenceResolver} did not give it. */
public final class RefusedReferenceException extends ImageException {
  private static final long serialVersionUID = 1L;

  private final transient Reference reference;

  public RefusedReferenceException(String message, Reference reference) {
    super(message);
    this.reference = reference;
  }

  /** What the image asked for. */
  public Reference reference() {
    return reference;
  }
}
