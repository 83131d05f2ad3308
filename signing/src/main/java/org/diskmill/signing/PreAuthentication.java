// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The encoding that a DSSE signature is over [DSSE "Protocol"]: type and body, lengths first. */
final class PreAuthentication {
  private PreAuthentication() {}

  static byte[] encode(String type, byte[] body) {
    byte[] typeBytes = type.getBytes(UTF_8);
    byte[] head = ("DSSEv1 " + typeBytes.length + " ").getBytes(UTF_8);
    byte[] middle = (" " + body.length + " ").getBytes(UTF_8);
    return ByteBuffer.allocate(head.length + typeBytes.length + middle.length + body.length)
        .put(head)
        .put(typeBytes)
        .put(middle)
        .put(body)
        .array();
  }
}
