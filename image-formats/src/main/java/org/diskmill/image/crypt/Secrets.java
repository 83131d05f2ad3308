// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns passphrases into bytes and leaves no copies behind. */
public final class Secrets {
  private Secrets() {}

  /** The passphrase in UTF-8; overwrites {@code passphrase}. The caller overwrites the result. */
  public static byte[] bytes(char[] passphrase) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    byte[] room = new byte[(int) Math.ceil(passphrase.length * (double) encoder.maxBytesPerChar())];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    encoder
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(passphrase), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    Arrays.fill(passphrase, '\0');
    return bytes;
  }
}
