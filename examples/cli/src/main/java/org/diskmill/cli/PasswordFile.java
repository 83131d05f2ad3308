// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
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
  private static final int MOST = 64 << 10;

  private PasswordFile() {}

  static PassphraseSupplier read(Path file) throws IOException {
    byte[] bytes = new byte[MOST + 1];
    char[] room = new char[bytes.length];
    try {
      int count = fill(bytes, file);
      if (count > MOST) {
        throw new IOException(file + ": is larger than any passphrase, expected at most " + MOST
            + " bytes; name the file that holds it");
      }
      CharBuffer decoded = CharBuffer.wrap(room);
      var result = StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, count), decoded, true);
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

  /** Devices and pipes tell no size, so it is what was read that is counted. */
  private static int fill(byte[] bytes, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(bytes, 0, bytes.length);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException failed) {
      String reason = "reading the passphrase: " + failed.getMessage();
      FileSystemException named = new FileSystemException(file.toString(), null, reason);
      named.initCause(failed);
      throw named;
    }
  }
}
