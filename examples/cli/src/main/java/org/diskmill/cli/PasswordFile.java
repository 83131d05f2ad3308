// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.Passphrases;

/**
 * A file that holds a passphrase: all of it, a line end too, as qemu-img's secret objects have it, so
 * that one file serves both.
 */
final class PasswordFile {
  private static final long MOST = 64 << 10;

  private PasswordFile() {}

  static PassphraseSupplier read(Path file) throws IOException {
    if (Files.size(file) > MOST) {
      throw new IOException(file + ": is larger than any passphrase");
    }
    byte[] bytes = Files.readAllBytes(file);
    char[] room = new char[bytes.length];
    try {
      CharBuffer decoded = CharBuffer.wrap(room);
      var result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
      if (result.isError()) {
        result.throwException();
      }
      char[] passphrase = Arrays.copyOf(room, decoded.position());
      PassphraseSupplier supplier = Passphrases.of(passphrase);
      Arrays.fill(passphrase, '\0');
      return supplier;
    } catch (CharacterCodingException notText) {
      throw new IOException(file + ": a passphrase must be UTF-8", notText);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(room, '\0');
    }
  }
}
