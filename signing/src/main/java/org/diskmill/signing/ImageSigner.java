// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.UUID;
import org.diskmill.io.Activity;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Makes image signatures. Safe for use by many threads. */
public final class ImageSigner {
  private static final int CHUNK = 256 << 10;

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final UUID certificateId;
  private final ImageKeyType keyType;
  private final ImageHash hash;
  private final boolean longestSalt;

  private ImageSigner(
      PrivateKey key,
      X509Certificate certificate,
      UUID certificateId,
      ImageKeyType keyType,
      ImageHash hash,
      boolean longestSalt) {
    this.key = key;
    this.certificate = certificate;
    this.certificateId = certificateId;
    this.keyType = keyType;
    this.hash = hash;
    this.longestSalt = longestSalt;
  }

  /**
   * A signer. With RSA it makes the longest salt that fits, which every verifier takes.
   *
   * @param key may be one that cannot leave its token
   * @param certificate the key's; decides the key type
   * @param certificateId under which verifiers will find the certificate
   */
  public static ImageSigner of(
      PrivateKey key, X509Certificate certificate, UUID certificateId, ImageHash hash) {
    ImageKeyType type = ImageKeyType.of(certificate.getPublicKey())
        .orElseThrow(() -> new IllegalArgumentException("certificate: Unsupported key "
            + certificate.getPublicKey().getAlgorithm() + " of "
            + Certificates.label(certificate)));
    return new ImageSigner(key, certificate, certificateId, type, hash, true);
  }

  /** A signer that makes a salt as long as the hash, as newer OpenSSL does. */
  public ImageSigner withDigestLengthSalt() {
    return new ImageSigner(key, certificate, certificateId, keyType, hash, false);
  }

  /** Reads an image once and signs it. */
  public ImageSignature sign(Source image, Job job) throws IOException {
    try {
      Signature function = function();
      function.initSign(key);
      Activity signing = job.begin("sign", image.size());
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      long at = 0;
      while (at < image.size()) {
        buffer.clear().limit((int) Math.min(CHUNK, image.size() - at));
        image.readFully(at, buffer);
        buffer.flip();
        at += buffer.remaining();
        signing.advance(buffer.remaining());
        function.update(buffer);
      }
      return new ImageSignature(function.sign(), hash, keyType, certificateId);
    } catch (GeneralSecurityException failed) {
      throw new IOException(image + ": cannot be signed: " + failed.getMessage(), failed);
    }
  }

  private Signature function() throws GeneralSecurityException {
    if (keyType == ImageKeyType.RSA_PSS) {
      int bits = ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength();
      int salt = longestSalt ? Pss.maxSalt(bits, hash.bytes()) : hash.bytes();
      Signature function = Signature.getInstance("RSASSA-PSS");
      function.setParameter(PssCheck.parameters(hash, salt));
      return function;
    }
    if (keyType == ImageKeyType.DSA) {
      return Signature.getInstance(hash.prefix() + "DSA", BouncyCastle.PROVIDER);
    }
    return keyType.onBinaryCurve()
        ? Signature.getInstance(hash.prefix() + "ECDSA", BouncyCastle.PROVIDER)
        : Signature.getInstance(hash.prefix() + "ECDSA");
  }
}
