// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Objects;
import java.util.Optional;

/**
 * How to open an image. Naming the format is the safe way: a guest that owns a raw disk can write
 * any header into it.
 *
 * @param format of the image; empty probes, which never answers raw
 * @param backingFormat of a backing file whose image records none
 * @param snapshot the internal snapshot to open, by id or name; an image that does not have it is
 *     refused
 * @param limits how much the image may ask of this process
 * @param references the door to other files; refuses unless the caller says otherwise
 * @param lenient whether damage that leaves the rest readable is read around
 * @param passphrases of encrypted images
 */
public record OpenOptions(
    Optional<String> format,
    Optional<String> backingFormat,
    Optional<String> snapshot,
    Limits limits,
    ReferenceResolver references,
    boolean lenient,
    PassphraseSupplier passphrases) {
  private static final OpenOptions PROBING = new OpenOptions(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Limits.defaults(),
      References.none(),
      false,
      Passphrases.none());

  public OpenOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(backingFormat, "backingFormat");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(references, "references");
    Objects.requireNonNull(passphrases, "passphrases");
  }

  /** Recognises the format, refuses references. */
  public static OpenOptions probing() {
    return PROBING;
  }

  /** Opens as this format, refuses references. */
  public static OpenOptions as(String format) {
    return PROBING.format(Optional.of(Objects.requireNonNull(format, "format")));
  }

  public OpenOptions format(Optional<String> name) {
    return new OpenOptions(name, backingFormat, snapshot, limits, references, lenient, passphrases);
  }

  public OpenOptions backingFormat(Optional<String> name) {
    return new OpenOptions(format, name, snapshot, limits, references, lenient, passphrases);
  }

  public OpenOptions snapshot(Optional<String> idOrName) {
    return new OpenOptions(
        format, backingFormat, idOrName, limits, references, lenient, passphrases);
  }

  public OpenOptions limits(Limits allowed) {
    return new OpenOptions(
        format, backingFormat, snapshot, allowed, references, lenient, passphrases);
  }

  public OpenOptions references(ReferenceResolver door) {
    return new OpenOptions(format, backingFormat, snapshot, limits, door, lenient, passphrases);
  }

  public OpenOptions lenient(boolean readAroundDamage) {
    return new OpenOptions(
        format, backingFormat, snapshot, limits, references, readAroundDamage, passphrases);
  }

  public OpenOptions passphrases(PassphraseSupplier supplier) {
    return new OpenOptions(format, backingFormat, snapshot, limits, references, lenient, supplier);
  }
}
