// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diskmill.signing.CertificateMaker.NOW;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.DamagedSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageVerifierTest {
  private static final UUID ID = UUID.fromString("5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] BYTES = Patterns.bytes(3, 5000);

  static Stream<Arguments> everything() {
    return Arrays.stream(ImageKeyType.values())
        .flatMap(type -> Arrays.stream(ImageHash.values()).map(hash -> Arguments.of(type, hash)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void eachKeyTypeSignsAndVerifiesWithEachHash(ImageKeyType type, ImageHash hash)
      throws IOException {
    Identity signer = CertificateMaker.of("signer", Keys.of(type)).make();
    ImageSignature signature = sign(signer, hash);
    assertThat(signature.keyType()).isEqualTo(type);
    Verified<SignedImage> verified = verify(signer, signature, image());
    assertThat(verified.value().signature()).isEqualTo(signature);
    assertThat(verified.value().size()).isEqualTo(BYTES.length);
    assertThat(verified.value().digest())
        .isEqualTo(Digest.of(hash.value(), Digest.function(hash.value()).digest(BYTES)));

    Source flipped = DamagedSource.flipped(image(), 1234, 1);
    assertRefused(Reason.WRONG_SIGNATURE, () -> verify(signer, signature, flipped));
    ImageSignature other = sign(CertificateMaker.of("other", freshKeys(type)).make(), hash);
    assertRefused(Reason.WRONG_SIGNATURE, () -> verify(signer, other, image()));
  }

  @ParameterizedTest
  @EnumSource(ImageKeyType.class)
  void eachKeyTypeMayHangUnderAnAuthority(ImageKeyType type) throws IOException {
    Identity root = CertificateMaker.of("root", Keys.of(type)).authority().make();
    Identity signer = CertificateMaker.of("signer", Keys.of(type)).issuer(root).make();
    Evidence evidence =
        verify(root, sign(signer, ImageHash.SHA256), image(), signer).evidence();
    assertThat(evidence.certificate()).isEqualTo(signer.certificate());
    Identity other = CertificateMaker.of("root", freshKeys(type)).authority().make();
    ImageSignature signature = sign(signer, ImageHash.SHA256);
    assertRefused(Reason.NO_PATH, () -> verify(other, signature, image(), signer));
  }

  @ParameterizedTest
  @EnumSource(ImageHash.class)
  void bothUsualSaltsAreAccepted(ImageHash hash) throws IOException {
    Identity signer = CertificateMaker.of("signer", Keys.rsa(2048)).make();
    ImageSigner longest =
        ImageSigner.of(signer.keys().getPrivate(), signer.certificate(), ID, hash);
    ImageSigner digest = longest.withDigestLengthSalt();
    verify(signer, longest.sign(image(), Job.unattended()), image());
    verify(signer, digest.sign(image(), Job.unattended()), image());
  }

  /** A modulus of 8n + 1 bits has an encoded message one byte shorter than itself. */
  @Test
  void oddModuliVerifyToo() throws IOException {
    for (int bits : new int[] {2049, 2055}) {
      Identity signer = CertificateMaker.of("signer", Keys.rsa(bits)).make();
      verify(signer, sign(signer, ImageHash.SHA256), image());
    }
  }

  @Test
  void aSignatureOfAnyOtherBytesIsRefused() throws IOException {
    for (ImageKeyType type : List.of(ImageKeyType.RSA_PSS, ImageKeyType.ECC_SECP384R1)) {
      Identity signer = CertificateMaker.of("signer", Keys.of(type)).make();
      ImageSignature good = sign(signer, ImageHash.SHA256);
      Seeds.each(60, random -> {
        byte[] value = good.signature();
        if (random.nextInt(4) == 0) {
          value = Arrays.copyOf(value, random.nextInt(1, value.length));
        } else {
          value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
        }
        ImageSignature bad = new ImageSignature(value, good.hash(), type, ID);
        assertRefused(Reason.WRONG_SIGNATURE, () -> verify(signer, bad, image()));
      });
    }
  }

  @Test
  void anotherHashThanTheSignersIsRefused() throws IOException {
    Identity signer = CertificateMaker.of("signer", Keys.rsa(2048)).make();
    ImageSignature good = sign(signer, ImageHash.SHA256);
    ImageSignature other =
        new ImageSignature(good.signature(), ImageHash.SHA512, good.keyType(), ID);
    assertRefused(Reason.WRONG_SIGNATURE, () -> verify(signer, other, image()));
  }

  @Test
  void theKeyMustBeOfTheDeclaredTypeAndCurve() throws IOException {
    for (ImageKeyType type : ImageKeyType.values()) {
      Identity signer = CertificateMaker.of("signer", Keys.of(type)).make();
      ImageSignature good = sign(signer, ImageHash.SHA256);
      for (ImageKeyType declared : ImageKeyType.values()) {
        if (declared != type) {
          ImageSignature bad = new ImageSignature(good.signature(), good.hash(), declared, ID);
          assertRefused(Reason.WRONG_KEY, () -> verify(signer, bad, image()))
              .hasMessageContaining(declared.value());
        }
      }
    }
    Identity small = CertificateMaker.of("signer", Keys.p256()).make();
    ImageSignature any =
        new ImageSignature(new byte[8], ImageHash.SHA256, ImageKeyType.ECC_SECP384R1, ID);
    assertRefused(Reason.WRONG_KEY, () -> verify(small, any, image()));
    assertThatThrownBy(() -> sign(small, ImageHash.SHA256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unsupported key");
  }

  @Test
  void theSignerIsLookedAtBeforeAnyByte() throws IOException {
    Identity signer = CertificateMaker.of("signer", Keys.rsa(2048)).make();
    ImageSignature signature = sign(signer, ImageHash.SHA256);
    ImageVerifier late = new ImageVerifier(
        policy(signer), id -> List.of(signer.certificate()), Clock.offset(CLOCK, days(31)));
    ImageVerifier early = new ImageVerifier(
        policy(signer), id -> List.of(signer.certificate()), Clock.offset(CLOCK, days(-31)));
    ImageVerifier empty = new ImageVerifier(policy(signer), id -> List.of(), CLOCK);
    assertRefused(Reason.EXPIRED, () -> late.begin("image", signature));
    assertRefused(Reason.NOT_YET_VALID, () -> early.begin("image", signature));
    assertRefused(Reason.CERTIFICATE_UNKNOWN, () -> empty.begin("image", signature))
        .hasMessageContaining(ID.toString());
    Identity encipher = CertificateMaker.of("signer", Keys.rsa(2048))
        .usage(KeyUsage.keyEncipherment)
        .make();
    assertRefused(Reason.KEY_USAGE, () -> verify(encipher, signature, image()));
    Identity stranger = CertificateMaker.root("stranger");
    assertRefused(Reason.NO_PATH, () -> verify(stranger, signature, image(), signer));
  }

  @Test
  void revocationOnABinaryCurveIsRefusedByName() throws IOException {
    Identity root = CertificateMaker.root("root");
    Identity signer = CertificateMaker.of("signer", Keys.of(ImageKeyType.ECC_SECT571K1))
        .issuer(root)
        .make();
    TrustPolicy policy = TrustPolicy.named("p")
        .anchor(root.certificate())
        .anySigner()
        .revocation(Revocation.REQUIRED)
        .build();
    ImageVerifier verifier = new ImageVerifier(policy, id -> List.of(signer.certificate()), CLOCK);
    ImageSignature signature = sign(signer, ImageHash.SHA256);
    assertRefused(Reason.UNSUPPORTED, () -> verifier.begin("image", signature))
        .hasMessageContaining("Unsupported: looking for revoked certificates");
  }

  @Test
  void aCheckEndsOnceAndThenTakesNothing() throws IOException {
    Identity signer =
        CertificateMaker.of("signer", Keys.of(ImageKeyType.ECC_SECP384R1)).make();
    ImageVerifier verifier =
        new ImageVerifier(policy(signer), id -> List.of(signer.certificate()), CLOCK);
    ImageCheck check = verifier.begin("image", sign(signer, ImageHash.SHA256));
    check.write(ByteBuffer.wrap(BYTES, 0, 100));
    check.write(ByteBuffer.wrap(BYTES, 100, BYTES.length - 100));
    assertThat(check.position()).isEqualTo(BYTES.length);
    check.finish();
    assertThatThrownBy(check::finish).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> check.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
  }

  private static KeyPair freshKeys(ImageKeyType type) {
    return switch (type) {
      case RSA_PSS -> Keys.rsa(2056);
      case DSA -> Keys.dsa(3072);
      default -> Keys.of(type);
    };
  }

  private static ImageSignature sign(Identity signer, ImageHash hash) throws IOException {
    return ImageSigner.of(signer.keys().getPrivate(), signer.certificate(), ID, hash)
        .sign(image(), Job.unattended());
  }

  private static Verified<SignedImage> verify(
      Identity anchor, ImageSignature signature, Source image, Identity... chain)
      throws IOException {
    List<X509Certificate> certificates = chain.length == 0
        ? List.of(anchor.certificate())
        : Arrays.stream(chain).map(Identity::certificate).toList();
    return new ImageVerifier(policy(anchor), id -> certificates, CLOCK)
        .verify(image, signature, Job.unattended());
  }

  private static TrustPolicy policy(Identity anchor) {
    return TrustPolicy.named("images")
        .anchor(anchor.certificate())
        .anySigner()
        .revocation(Revocation.OFF)
        .build();
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }

  private static Source image() {
    return Sources.bytes("image", ByteBuffer.wrap(BYTES));
  }
}
