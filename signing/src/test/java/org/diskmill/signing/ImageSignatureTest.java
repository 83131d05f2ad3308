// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diskmill.signing.Refusals.assertRefused;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.signing.UntrustedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSignatureTest {
  private static final ImageSignature GOOD = new ImageSignature(
      new byte[] {1, 2, 3},
      ImageHash.SHA384,
      ImageKeyType.ECC_SECP521R1,
      UUID.fromString("5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001"));

  @Test
  void propertiesAreReadBack() throws UntrustedException {
    assertThat(GOOD.toProperties())
        .containsOnlyKeys(
            "img_signature",
            "img_signature_hash_method",
            "img_signature_key_type",
            "img_signature_certificate_uuid");
    assertThat(ImageSignature.from("image", GOOD.toProperties())).contains(GOOD);
    for (ImageHash hash : ImageHash.values()) {
      for (ImageKeyType type : ImageKeyType.values()) {
        ImageSignature one = new ImageSignature(new byte[] {7}, hash, type, GOOD.certificateId());
        assertThat(ImageSignature.from("image", one.toProperties())).contains(one);
      }
    }
  }

  @Test
  void anImageWithNoneOfTheFourIsUnsigned() throws UntrustedException {
    assertThat(ImageSignature.from("image", Map.of("os_type", "linux"))).isEmpty();
  }

  @Test
  void anImageWithSomeOfTheFourIsRefused() {
    List<String> names = List.copyOf(GOOD.toProperties().keySet());
    for (int kept = 1; kept < 15; kept++) {
      Map<String, String> some = new HashMap<>(GOOD.toProperties());
      String missing = "";
      for (int i = 0; i < 4; i++) {
        if ((kept >> i & 1) == 0) {
          some.remove(names.get(i));
          missing = names.get(i);
        }
      }
      assertRefused(Reason.SIGNATURE_INCOMPLETE, () -> ImageSignature.from("image", some))
          .hasMessageStartingWith("image: ")
          .hasMessageContaining(missing);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-1", "sha-256", "SHA256", ""})
  void otherHashesAreUnsupported(String value) {
    refused(Reason.UNSUPPORTED, ImageSignature.HASH_METHOD, value, "Unsupported hash method");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "SECT571K1", "ECC_SECP256R1", "rsa-pss", ""})
  void otherKeyTypesAreUnsupported(String value) {
    refused(Reason.UNSUPPORTED, ImageSignature.KEY_TYPE, value, "Unsupported key type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "../../etc/passwd",
        "5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001/",
        "5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001\n",
        "../5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001",
        "5d1f6c1e7a0b4c369b0ed15c3111a001",
        "{5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001}",
        "+d1f6c1e-7a0b-4c36-9b0e-d15c3111a001"
      })
  void whatIsNoUuidIsRefused(String value) {
    refused(Reason.MALFORMED, ImageSignature.CERTIFICATE_UUID, value, "expected a UUID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A", "AAA*", "A===", "AAAA-_AA"})
  void whatIsNoBase64IsRefused(String value) {
    refused(Reason.MALFORMED, ImageSignature.SIGNATURE, value, "");
  }

  @Test
  void aSignatureIsBounded() {
    refused(Reason.MALFORMED, ImageSignature.SIGNATURE, "A".repeat(8196), "at most 8192");
  }

  @Test
  void brokenLinesInBase64AreJoined() throws UntrustedException {
    Map<String, String> properties = new HashMap<>(GOOD.toProperties());
    properties.put(ImageSignature.SIGNATURE, "AQ\r\nID\n");
    assertThat(ImageSignature.from("image", properties)).contains(GOOD);
  }

  @Test
  void aRequirementRefusesTheUnsignedAndTheIncompleteAlike() throws UntrustedException {
    SignatureRequirement required = SignatureRequirement.of(true);
    SignatureRequirement optional = SignatureRequirement.of(false);
    assertRefused(Reason.UNSIGNED, () -> required.of("image", Map.of()));
    assertThat(optional.of("image", Map.of())).isEqualTo(Optional.empty());
    for (SignatureRequirement one : SignatureRequirement.values()) {
      assertThat(one.of("image", GOOD.toProperties())).contains(GOOD);
      assertRefused(
          Reason.SIGNATURE_INCOMPLETE,
          () -> one.of("image", Map.of(ImageSignature.KEY_TYPE, "RSA-PSS")));
    }
  }

  private static void refused(Reason reason, String property, String value, String message) {
    Map<String, String> properties = new HashMap<>(GOOD.toProperties());
    properties.put(property, value);
    assertRefused(reason, () -> ImageSignature.from("image", properties))
        .hasMessageStartingWith("image: " + property)
        .hasMessageContaining(message);
  }
}
