// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Objects;
import java.util.Optional;

/** Makes suppliers of passphrases. */
public final class Passphrases {
  private static final PassphraseSupplier NONE = file -> Optional.empty();

  private Passphrases() {}

  /** Has none. The default. */
  public static PassphraseSupplier none() {
    return NONE;
  }

  /** Gives this one for every file; keeps a copy. Its text form does not show it. */
  public static PassphraseSupplier of(char[] passphrase) {
    return new Fixed(Objects.requireNonNull(passphrase, "passphrase").clone());
  }

  private static final class Fixed implements PassphraseSupplier {
    private final char[] passphrase;

    Fixed(char[] passphrase) {
      this.passphrase = passphrase;
    }

    @Override
    public Optional<char[]> passphrase(String file) {
      return Optional.of(passphrase.clone());
    }

    @Override
    public String toString() {
      return "a passphrase";
    }
  }
}
