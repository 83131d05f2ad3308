// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signed statements as DSSE envelopes, which other tools read [DSSE "Envelope"].
 *
 * <p>An envelope has one signature. Its certificates are in the fields {@code certificate} and {@code
 * intermediates} beside {@code sig}, in PEM under base64, as in-toto's witness writes them. Safe for
 * use by many threads.
 */
public final class Envelopes {
  private Envelopes() {}

  /** The envelope, in canonical JSON, on one line. */
  public static String write(SignedStatement signed) {
    List<String> pems = signed.certificates().stream()
        .map(certificate -> base64(Certificates.toPem(certificate).getBytes(US_ASCII)))
        .toList();
    Map<String, Object> signature = new TreeMap<>();
    signature.put("keyid", Certificates.keyId(signed.certificates().get(0)));
    signature.put("sig", base64(signed.signature()));
    signature.put("certificate", pems.get(0));
    if (pems.size() > 1) {
      signature.put("intermediates", pems.subList(1, pems.size()));
    }
    byte[] json = CanonicalJson.write(Map.of(
        "payload", base64(signed.statement().payload()),
        "payloadType", StatementJson.PAYLOAD_TYPE,
        "signatures", List.of(signature)));
    return new String(json, UTF_8);
  }

  /**
   * Reads an envelope from a stranger. Nothing in it is believed yet.
   *
   * @param name what messages call it
   * @throws UntrustedException when it is not an envelope around a statement in canonical form
   */
  public static SignedStatement read(String name, String envelope) throws UntrustedException {
    JsonFields fields = JsonFields.parse(name, envelope.getBytes(UTF_8));
    fields.requireText("payloadType", StatementJson.PAYLOAD_TYPE);
    byte[] payload = bytes(fields, "payload", fields.text("payload"));
    Statement statement = StatementJson.read(name + ": payload", payload);
    JsonFields signature = fields.only("signatures");
    List<X509Certificate> certificates = new ArrayList<>();
    certificates.add(certificate(name, signature, "certificate", signature.text("certificate")));
    for (String pem : signature.texts("intermediates", SignedStatement.MAX_CERTIFICATES - 1)) {
      certificates.add(certificate(name, signature, "intermediates", pem));
    }
    byte[] value = bytes(signature, "sig", signature.text("sig"));
    return new SignedStatement(statement, value, certificates);
  }

  private static X509Certificate certificate(
      String name, JsonFields fields, String field, String base64) throws UntrustedException {
    List<X509Certificate> found =
        Certificates.parse(name + ": " + field, bytes(fields, field, base64));
    if (found.size() != 1) {
      throw fields.malformed(field + ": found " + found.size() + " certificates, expected 1");
    }
    return found.get(0);
  }

  /** A reader must take both alphabets [DSSE "Envelope"]. */
  private static byte[] bytes(JsonFields fields, String field, String base64)
      throws UntrustedException {
    boolean urlSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
    try {
      return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(base64);
    } catch (IllegalArgumentException broken) {
      throw fields.malformed(field + ": not base64: " + broken.getMessage(), broken);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
