// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.io.Hashed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds our bytes to those that {@code vectors/make-vectors.py} made without us. */
class VectorsTest {
  static Stream<JsonNode> vectors() throws IOException {
    return JsonMapper.shared().readTree(resource("statements.json")).valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aStatementHasTheVectorsBytes(JsonNode vector) throws IOException {
    Statement statement = statement(vector);
    String payload = vector.path("payload").stringValue();
    assertThat(new String(statement.payload(), UTF_8)).isEqualTo(payload);
    assertThat(new String(statement.bytes(), UTF_8))
        .isEqualTo(vector.path("bytes").stringValue());
    assertThat(StatementJson.read("vector", payload.getBytes(UTF_8))).isEqualTo(statement);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void contentHasTheVectorsDigests(JsonNode vector) throws IOException {
    if (vector.has("content")) {
      ContentId expected = content(vector.path("of"));
      byte[] bytes = vector.path("content").stringValue().getBytes(UTF_8);
      Hashed found = Contents.hashed(
          bytes, expected.leafBytes(), expected.flat().orElseThrow().algorithm());
      assertThat(found.content()).isEqualTo(expected);
    }
  }

  @Test
  void anEnvelopeThatOpensslSignedIsBelieved() throws IOException {
    X509Certificate certificate =
        Certificates.parse("certificate.pem", resource("certificate.pem")).get(0);
    Clock clock = Clock.fixed(certificate.getNotBefore().toInstant(), ZoneOffset.UTC);
    TrustPolicy policy = TrustPolicy.named("vectors")
        .anchor(certificate)
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
    SignedStatement signed =
        Envelopes.read("envelope.json", new String(resource("envelope.json"), UTF_8));
    Statement first = statement(vectors().findFirst().orElseThrow());
    assertThat(new PolicyVerifier(policy, clock).verify(signed).value()).isEqualTo(first);

    JsonNode ours = JsonMapper.shared().readTree(Envelopes.write(signed));
    assertThat(ours).isEqualTo(JsonMapper.shared().readTree(resource("envelope.json")));
  }

  private static Statement statement(JsonNode vector) {
    return new Statement(
        vector.path("name").stringValue(),
        vector.path("version").stringValue(),
        vector.path("variant").stringValue(),
        content(vector.path("of")),
        vector.has("madeFrom") ? Optional.of(content(vector.path("madeFrom"))) : Optional.empty());
  }

  private static ContentId content(JsonNode of) {
    Optional<Digest> root = Optional.empty();
    Optional<Digest> flat = Optional.empty();
    for (Map.Entry<String, JsonNode> digest : of.path("digest").properties()) {
      String hex = digest.getValue().stringValue();
      if (digest.getKey().equals("rfc6962Sha256")) {
        root = Optional.of(new Digest("SHA-256", hex));
      } else {
        flat = Optional.of(new Digest(digest.getKey().replace("sha", "SHA-"), hex));
      }
    }
    return new ContentId(of.path("size").longValue(), of.path("leafBytes").intValue(), root, flat);
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = VectorsTest.class.getResourceAsStream("vectors/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
