// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
  private final Identity root = CertificateMaker.root("root");
  private final Identity signer =
      CertificateMaker.of("signer", Keys.ed25519()).issuer(root).make();

  @Test
  void whatIsWrittenIsReadBack() {
    Seeds.each(200, random -> {
      Identity[] above = random.nextBoolean() ? new Identity[] {root} : new Identity[0];
      SignedStatement signed = signer.signer(above).sign(Statements.random(random));
      String envelope = Envelopes.write(signed);
      assertThat(envelope).doesNotContain("\n");
      assertThat(Envelopes.read("test", envelope)).isEqualTo(signed);
    });
  }

  @Test
  void bothAlphabetsOfBase64AreRead() throws IOException {
    // Six of these in a row hold three that start a group, and those have a slash.
    Statement statement = new Statement(
        "??????", "", "", Statements.content(new SplittableRandom(3)), Optional.empty());
    SignedStatement signed = signer.signer().sign(statement);
    String envelope = Envelopes.write(signed);
    Base64.Encoder encoder = Base64.getUrlEncoder();
    String urlSafe = envelope
        .replaceAll(
            "(?<=\"payload\":\")[^\"]*",
            encoder.encodeToString(signed.statement().payload()))
        .replaceAll("(?<=\"sig\":\")[^\"]*", encoder.encodeToString(signed.signature()));
    assertThat(urlSafe).isNotEqualTo(envelope);
    assertThat(Envelopes.read("test", urlSafe)).isEqualTo(signed);
  }

  @Test
  void aStrangersEnvelopeIsReadOrRefusedAndNothingElse() throws IOException {
    String good =
        Envelopes.write(signer.signer(root).sign(Statements.random(new SplittableRandom(3))));
    Seeds.each(4000, random -> {
      byte[] bytes = good.getBytes(UTF_8);
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
      }
      String text = new String(
          bytes, 0, random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length, UTF_8);
      try {
        Envelopes.read("fuzz", text);
      } catch (UntrustedException refused) {
        assertThat(refused).hasMessageStartingWith("fuzz");
      }
    });
  }

  @Test
  void aStatementInOtherWordsIsRefused() throws IOException {
    Statement statement = Statements.random(new SplittableRandom(3));
    String payload = new String(statement.payload(), UTF_8);
    read(payload);
    for (String other : List.of(
        payload + " ",
        " " + payload,
        payload.replace("\"size\":", "\"size\": "),
        payload.replace("\"predicate\":{", "\"predicate\":{\"also\":1,"),
        payload.replace("\"_type\"", "\"_Type\""),
        payload.replace("/v1", "/v2"),
        payload.replace("\"size\":", "\"size\":-"),
        payload.replace("\"size\":", "\"size\":99999999999999999999"),
        payload.replace("\"size\":", "\"size\":1e3,\"x\":"),
        payload.replace("\"leafBytes\":", "\"leafBytes\":0,\"x\":"),
        payload.replace("\"subject\":[", "\"subject\":[{},"),
        payload.replace("\"subject\":[", "\"subject\":[],\"x\":["),
        payload.replace("rfc6962Sha256", "md5"),
        "",
        "null",
        "[]",
        "[".repeat(100_000))) {
      assertThat(other).isNotEqualTo(payload);
      assertRefused(Reason.MALFORMED, () -> read(other));
    }
  }

  @Test
  void aFieldThatIsThereTwiceIsRefused() throws IOException {
    String envelope =
        Envelopes.write(signer.signer().sign(Statements.random(new SplittableRandom(3))));
    String payload = envelope.replaceAll(".*(\"payload\":\"[^\"]*\").*", "$1");
    String twice = envelope.replace("\"payloadType\"", payload + ",\"payloadType\"");
    assertRefused(Reason.MALFORMED, () -> Envelopes.read("test", twice));
    assertRefused(Reason.MALFORMED, () -> Envelopes.read("test", envelope + "{}"));
  }

  @Test
  void anEnvelopeIsBounded() throws IOException {
    String envelope =
        Envelopes.write(signer.signer().sign(Statements.random(new SplittableRandom(3))));
    assertRefused(Reason.MALFORMED, () -> Envelopes.read("test", envelope + " ".repeat(256 << 10)))
        .hasMessageContaining("at most");
    String pem = envelope.replaceAll(".*\"certificate\":(\"[^\"]*\").*", "$1");
    String many = envelope.replace(
        "\"keyid\"",
        "\"intermediates\":[" + String.join(",", Collections.nCopies(8, pem)) + "],\"keyid\"");
    assertRefused(Reason.MALFORMED, () -> Envelopes.read("test", many))
        .hasMessageContaining("array of at most 7");
  }

  private static Statement read(String payload) throws UntrustedException {
    return StatementJson.read("test", payload.getBytes(UTF_8));
  }
}
