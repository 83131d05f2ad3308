// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.diskmill.signing.UntrustedException.Reason;

/** Text around DER [RFC 7468]. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final int MAX_OBJECTS = 1024;
  private static final byte[] LINE_FEED = {'\n'};

  private Pem() {}

  static String write(String type, byte[] der) {
    return "-----BEGIN " + type + "-----\n"
        + Base64.getMimeEncoder(64, LINE_FEED).encodeToString(der)
        + "\n-----END " + type + "-----\n";
  }

  /** The objects of a text, in order: at least one, all of one type. */
  static List<byte[]> read(String name, byte[] pem, String type) throws UntrustedException {
    List<byte[]> found = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(new String(pem, ISO_8859_1)))) {
      PemObject object = reader.readPemObject();
      while (object != null) {
        if (!object.getType().equals(type) || found.size() == MAX_OBJECTS) {
          throw new UntrustedException(
              Reason.MALFORMED,
              name + ": object " + found.size() + " is a " + object.getType()
                  + ", expected at most " + MAX_OBJECTS + " objects, each a " + type);
        }
        found.add(object.getContent());
        object = reader.readPemObject();
      }
    } catch (UntrustedException refused) {
      throw refused;
    } catch (IOException | RuntimeException broken) {
      // The parser throws whatever its decoder throws; to us it all means the same.
      throw new UntrustedException(
          Reason.MALFORMED,
          name + ": object " + found.size() + " is not PEM: " + broken.getMessage(),
          broken);
    }
    if (found.isEmpty()) {
      throw new UntrustedException(
          Reason.MALFORMED, name + ": found nothing in PEM, expected a " + type);
    }
    return found;
  }
}
