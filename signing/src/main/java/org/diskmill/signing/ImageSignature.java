// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.diskmill.signing.UntrustedException.Reason;

/**
 * The image service's signature over an image's bytes: four properties, all of them or none. A claim
 * that nobody has checked yet.
 *
 * <p>Safe for use by many threads.
 */
public final class ImageSignature {
  /** The signature, in base64. */
  public static final String SIGNATURE = "img_signature";

  /** The hash function; see {@link ImageHash}. */
  public static final String HASH_METHOD = "img_signature_hash_method";

  /** The kind of key; see {@link ImageKeyType}. */
  public static final String KEY_TYPE = "img_signature_key_type";

  /** Where the certificate is kept: see {@link CertificateResolver}. */
  public static final String CERTIFICATE_UUID = "img_signature_certificate_uuid";

  /** RSA of 16,384 bits is 2,048 bytes. */
  private static final int MAX_CHARS = 8192;

  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final byte[] signature;
  private final ImageHash hash;
  private final ImageKeyType keyType;
  private final UUID certificateId;

  /**
   * A signature.
   *
   * @param signature its bytes: a number for RSA, DER for the others; copied
   */
  public ImageSignature(
      byte[] signature, ImageHash hash, ImageKeyType keyType, UUID certificateId) {
    this.signature = signature.clone();
    this.hash = hash;
    this.keyType = keyType;
    this.certificateId = certificateId;
  }

  /**
   * The signature among an image's properties; empty when none of the four is there.
   *
   * @param image what messages call it
   * @throws UntrustedException when only some are there, or they are not what they should be
   */
  public static Optional<ImageSignature> from(String image, Map<String, String> properties)
      throws UntrustedException {
    Map<String, String> found = new LinkedHashMap<>();
    StringBuilder missing = new StringBuilder();
    for (String name : new String[] {SIGNATURE, HASH_METHOD, KEY_TYPE, CERTIFICATE_UUID}) {
      String value = properties.get(name);
      if (value == null) {
        missing.append(' ').append(name);
      } else {
        found.put(name, value);
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new UntrustedException(
          Reason.SIGNATURE_INCOMPLETE,
          image + ": signature is incomplete: found " + String.join(" ", found.keySet())
              + ", missing" + missing);
    }
    return Optional.of(new ImageSignature(
        signature(image, properties.getOrDefault(SIGNATURE, "")),
        ImageHash.of(image + ": " + HASH_METHOD, properties.getOrDefault(HASH_METHOD, "")),
        ImageKeyType.of(image + ": " + KEY_TYPE, properties.getOrDefault(KEY_TYPE, "")),
        uuid(image, properties.getOrDefault(CERTIFICATE_UUID, ""))));
  }

  /** The four properties. */
  public Map<String, String> toProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
    properties.put(HASH_METHOD, hash.value());
    properties.put(KEY_TYPE, keyType.value());
    properties.put(CERTIFICATE_UUID, certificateId.toString());
    return properties;
  }

  /** The signature's bytes, as a copy. */
  public byte[] signature() {
    return signature.clone();
  }

  /** The hash function. */
  public ImageHash hash() {
    return hash;
  }

  /** The kind of key. */
  public ImageKeyType keyType() {
    return keyType;
  }

  /** Where the certificate is kept. */
  public UUID certificateId() {
    return certificateId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageSignature that
        && Arrays.equals(signature, that.signature)
        && hash == that.hash
        && keyType == that.keyType
        && certificateId.equals(that.certificateId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(signature), hash, keyType, certificateId);
  }

  @Override
  public String toString() {
    return keyType.value() + " with " + hash.value() + " by certificate " + certificateId;
  }

  /** Tools that make base64 break its lines, and so do those who paste it. */
  private static byte[] signature(String image, String base64) throws UntrustedException {
    String where = image + ": " + SIGNATURE;
    if (base64.length() > MAX_CHARS) {
      throw new UntrustedException(
          Reason.MALFORMED,
          where + ": " + base64.length() + " characters, expected at most " + MAX_CHARS);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll(""));
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException broken) {
      throw new UntrustedException(
          Reason.MALFORMED, where + ": not base64: " + broken.getMessage(), broken);
    }
    throw new UntrustedException(Reason.MALFORMED, where + ": empty");
  }

  private static UUID uuid(String image, String text) throws UntrustedException {
    if (!UUID_FORM.matcher(text).matches()) {
      String shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
      throw new UntrustedException(
          Reason.MALFORMED,
          image + ": " + CERTIFICATE_UUID + ": found \"" + shown + "\", expected a UUID");
    }
    return UUID.fromString(text);
  }
}
