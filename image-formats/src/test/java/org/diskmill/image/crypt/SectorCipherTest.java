// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Against published vectors, and against the JDK where it has the mode itself. */
class SectorCipherTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] counting() {
    byte[] data = new byte[SectorCipher.SECTOR];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    return data;
  }

  private static void startsWith(String expected, byte[] data) {
    assertEquals(expected, HexFormat.of().formatHex(data, 0, expected.length() / 2));
  }

  private static SectorCipher xts(byte[] key) {
    return CipherSpec.named("aes", "xts-plain64", key.length).orElseThrow().with(key);
  }

  /** IEEE Std 1619, Annex B, vector 1, of which a sector is the continuation. */
  @Test
  void xtsWithKeysOfZeros() {
    byte[] data = new byte[SectorCipher.SECTOR];
    xts(new byte[32]).encrypt(0, data, 0, data.length);
    startsWith("917cf69ebd68b2ec9b9fe9a3eadda692cd43d2f59598ed858c02c2652fbf922e", data);
  }

  /** IEEE Std 1619, Annex B, vector 4. */
  @Test
  void xtsWith128Bits() {
    byte[] data = counting();
    byte[] key = hex("27182818284590452353602874713526" + "31415926535897932384626433832795");
    xts(key).encrypt(0, data, 0, data.length);
    startsWith(
        "27a7479befa1d476489f308cd4cfa6e2a96e4bbe3208ff25287dd3819616e89c"
            + "c78cf7f5e543445f8333d8fa7f56000005279fa5d8b5e4ad40e736ddb4d35412",
        data);
  }

  /** IEEE Std 1619, Annex B, vector 10: data unit ff. */
  @Test
  void xtsWith256Bits() {
    byte[] data = counting();
    byte[] key = hex("2718281828459045235360287471352662497757247093699959574966967627"
        + "3141592653589793238462643383279502884197169399375105820974944592");
    xts(key).encrypt(0xff, data, 0, data.length);
    startsWith(
        "1c3b3a102f770386e4836c99e370cf9bea00803f5e482357a4ae12d414a3e63b"
            + "5d31e276f8fe4a8d66b317f9ac683f44680a86ac35adfc3345befecb4bb188fd",
        data);
  }

  @Test
  void cbcIsTheJdksSectorBySector() throws Exception {
    byte[] key = Patterns.bytes(1, 16);
    byte[] data = Patterns.bytes(2, 3 * SectorCipher.SECTOR);
    byte[] expected = data.clone();
    Cipher jdk = Cipher.getInstance("AES/CBC/NoPadding");
    for (int i = 0; i < 3; i++) {
      ByteBuffer iv = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 7L + i);
      jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv.array()));
      jdk.doFinal(expected, i * 512, 512, expected, i * 512);
    }
    CipherSpec.LEGACY.with(key).encrypt(7, data, 0, data.length);
    assertArrayEquals(expected, data);
  }

  @Test
  void essivEncryptsTheNumberWithTheKeysHash() throws Exception {
    byte[] key = Patterns.bytes(1, 32);
    byte[] expected = new byte[512];
    byte[] salt = MessageDigest.getInstance("SHA-256").digest(key);
    Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
    ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(salt, "AES"));
    byte[] number =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 9).array();
    Cipher jdk = Cipher.getInstance("AES/CBC/NoPadding");
    jdk.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new IvParameterSpec(ecb.doFinal(number)));
    jdk.doFinal(expected, 0, 512, expected, 0);
    byte[] data = new byte[512];
    CipherSpec.named("aes", "cbc-essiv:sha256", 32)
        .orElseThrow()
        .with(key)
        .encrypt(9, data, 0, 512);
    assertArrayEquals(expected, data);
  }

  @Test
  void decryptingUndoesEncryptingWhereverItIs() {
    Seeds.each(20, random -> {
      for (CipherSpec spec : specs()) {
        SectorCipher cipher = spec.with(Patterns.bytes(random.nextLong(), spec.keyBytes()));
        byte[] plain = Patterns.bytes(random.nextLong(), 5 * 512 + 40);
        byte[] data = plain.clone();
        long sector = random.nextLong() >>> 1;
        cipher.encrypt(sector, data, 40, 5 * 512);
        assertTrue(Arrays.mismatch(plain, data) >= 40);
        cipher.decrypt(sector + 2, data, 40 + 1024, 512);
        assertArrayEquals(
            Arrays.copyOfRange(plain, 1064, 1576), Arrays.copyOfRange(data, 1064, 1576));
        cipher.encrypt(sector + 2, data, 40 + 1024, 512);
        cipher.decrypt(sector, data, 40, 5 * 512);
        assertArrayEquals(plain, data);
      }
    });
  }

  private static List<CipherSpec> specs() {
    List<CipherSpec> specs = new ArrayList<>();
    for (String name : List.of("aes-128", "aes-192", "serpent-256", "twofish-192", "cast5-128")) {
      for (CipherMode mode : CipherMode.values()) {
        for (String vector : List.of("plain", "plain64", "essiv:md5", "essiv:sha256")) {
          CipherSpec.named(name, mode.luksName(), vector).ifPresent(specs::add);
        }
      }
    }
    assertEquals(4 * 4 * 4 + 3 * 3, specs.size());
    return specs;
  }

  @Test
  void ctrIsTheJdksSectorBySector() throws Exception {
    byte[] key = Patterns.bytes(1, 16);
    byte[] data = Patterns.bytes(2, 3 * SectorCipher.SECTOR);
    byte[] expected = data.clone();
    Cipher jdk = Cipher.getInstance("AES/CTR/NoPadding");
    // The first carries into the byte before.
    long sector = 0xff00_0000_0000_00feL;
    for (int i = 0; i < 3; i++) {
      ByteBuffer iv = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0, sector + i);
      jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv.array()));
      jdk.doFinal(expected, i * 512, 512, expected, i * 512);
    }
    CipherSpec.named("aes-128", "ctr", "plain64")
        .orElseThrow()
        .with(key)
        .encrypt(sector, data, 0, data.length);
    assertArrayEquals(expected, data);
  }

  @Test
  void whatNobodyHereKnowsHasNoCipher() {
    assertEquals(Optional.empty(), CipherSpec.named("des", "cbc-plain64", 8));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "lrw-benbi", 48));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "xts-plain64", 16));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "xts-plain64", 33));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "cbc-plain64", 64));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "ecb", 32));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "cbc-essiv", 32));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "cbc-essiv:sha1", 32));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "cbc-essiv:tiger", 32));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "cbc-plain:sha256", 32));
    assertEquals(Optional.empty(), CipherSpec.named("cast5", "xts-plain64", 32));
    assertEquals(Optional.empty(), CipherSpec.named("cast5", "cbc-essiv:sha256", 16));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "xts-plain64", -1));
    assertEquals(Optional.empty(), CipherSpec.named("aes", "xts", "plain64"));
    assertEquals(Optional.empty(), CipherSpec.named("aes-64", "xts", "plain64"));
  }

  @Test
  void everyHashIsAsLongAsItSays() {
    for (Hashing hash : Hashing.values()) {
      assertTrue(hash.isHere());
      assertEquals(hash.bytes(), hash.digest().getDigestLength());
      assertEquals(hash.bytes(), hash.mac().getMacLength());
    }
  }

  /** RFC 6070. */
  @Test
  void pbkdf2() {
    byte[] password = "password".getBytes(StandardCharsets.US_ASCII);
    byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
    startsWith(
        "0c60c80f961f0e71f3a9b524af6012062fe037a6",
        Pbkdf2.derive(Hashing.SHA1, password, salt, 1, 20));
    startsWith(
        "4b007901b765489abead49d926f721d065a429c1",
        Pbkdf2.derive(Hashing.SHA1, password, salt, 4096, 20));
    byte[] longer = "passwordPASSWORDpassword".getBytes(StandardCharsets.US_ASCII);
    byte[] longSalt = "saltSALTsaltSALTsaltSALTsaltSALTsalt".getBytes(StandardCharsets.US_ASCII);
    startsWith(
        "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        Pbkdf2.derive(Hashing.SHA1, longer, longSalt, 4096, 25));
  }

  @Test
  void mergingUndoesSplittingAndMissesNoByte() {
    byte[] key = Patterns.bytes(4, 64);
    byte[] stripes = AntiForensic.split(key, 50, Hashing.SHA256, new java.security.SecureRandom());
    assertArrayEquals(key, AntiForensic.merge(stripes, 64, Hashing.SHA256));
    stripes[777] ^= 1;
    assertTrue(!Arrays.equals(key, AntiForensic.merge(stripes, 64, Hashing.SHA256)));
  }
}
