// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.diskmill.io.Digest;
import org.diskmill.io.Sink;
import org.diskmill.signing.UntrustedException.Reason;

/**
 * Takes an image's bytes and gives none back; what comes out at the end is whether to believe them.
 *
 * <p>{@link ImageVerifier#begin} makes it. Used by one thread at a time.
 */
public final class ImageCheck implements Sink {
  private final String image;
  private final ImageSignature signature;
  private final Evidence evidence;
  private final TrustPolicy policy;
  private final MessageDigest function;
  private long position;
  private boolean closed;

  ImageCheck(String image, ImageSignature signature, Evidence evidence, TrustPolicy policy) {
    this.image = image;
    this.signature = signature;
    this.evidence = evidence;
    this.policy = policy;
    this.function = Digest.function(signature.hash().value());
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    requireOpen();
    position += src.remaining();
    function.update(src);
  }

  @Override
  public long position() {
    return position;
  }

  /**
   * Ends the image.
   *
   * @throws UntrustedException when these bytes are not those that were signed
   */
  public Verified<SignedImage> finish() throws IOException {
    requireOpen();
    closed = true;
    byte[] digest = function.digest();
    if (!PrehashedSignature.fits(signature, evidence.certificate().getPublicKey(), digest)) {
      throw new UntrustedException(
          Reason.WRONG_SIGNATURE,
          image + ": the signature (" + signature + ") does not fit these " + position + " bytes");
    }
    Digest value = Digest.of(signature.hash().value(), digest);
    return new Verified<>(new SignedImage(signature, position, value), evidence, policy);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(image + ": signature check already finished or closed");
    }
  }
}
