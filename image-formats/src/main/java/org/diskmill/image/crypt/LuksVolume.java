// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * A new LUKS volume: a random key, and the header that gives it to whoever has the passphrase.
 *
 * <p>The only thing in this library whose bytes differ each time it is made: a key that could be made
 * again would be none.
 */
public final class LuksVolume {
  /** Key material begins at whole ones of these, as cryptsetup and QEMU have it. */
  private static final int ALIGNMENT = 4096;

  /** The digest protects a random key, which is not to be guessed; the specification's least. */
  private static final int MASTER_ROUNDS = 1000;

  private final ByteBuffer header;
  private final SectorCiphers ciphers;

  private LuksVolume(ByteBuffer header, SectorCiphers ciphers) {
    this.header = header;
    this.ciphers = ciphers;
  }

  /**
   * Makes one.
   *
   * @param hash of everything that is hashed
   * @param rounds of hashing the passphrase
   * @param passphrase as bytes; stays the caller's
   */
  public static LuksVolume create(
      CipherSpec cipher, Hashing hash, int rounds, byte[] passphrase, SecureRandom random) {
    byte[] key = random(random, cipher.keyBytes());
    int each = materialBytes(cipher);
    ByteBuffer b = ByteBuffer.allocate(headerBytes(cipher));
    b.putInt(0, 0x4c554b53).putShort(4, (short) 0xbabe).putShort(6, (short) 1);
    text(b, 8, cipher.algorithm().luksName());
    text(b, 40, cipher.spelledMode());
    text(b, 72, hash.luksName());
    b.putInt(104, b.capacity() / SectorCipher.SECTOR);
    b.putInt(108, cipher.keyBytes());
    byte[] salt = random(random, LuksHeader.SALT_BYTES);
    b.put(112, Pbkdf2.derive(hash, key, salt, MASTER_ROUNDS, LuksHeader.DIGEST_BYTES));
    b.put(132, salt);
    b.putInt(164, MASTER_ROUNDS);
    ByteBuffer id = ByteBuffer.wrap(random(random, 16));
    text(b, 168, UUID.nameUUIDFromBytes(id.array()).toString());
    for (int i = 0; i < LuksHeader.SLOTS; i++) {
      int slot = 208 + i * 48;
      b.putInt(slot, i == 0 ? LuksHeader.ACTIVE : LuksHeader.INACTIVE);
      b.putInt(slot + 40, (ALIGNMENT + i * each) / SectorCipher.SECTOR);
      b.putInt(slot + 44, LuksHeader.STRIPES);
    }
    byte[] slotSalt = random(random, LuksHeader.SALT_BYTES);
    b.putInt(212, rounds).put(216, slotSalt);
    byte[] derived = Pbkdf2.derive(hash, passphrase, slotSalt, rounds, cipher.keyBytes());
    byte[] material = AntiForensic.split(key, LuksHeader.STRIPES, hash, random);
    cipher.with(derived).encrypt(0, material, 0, material.length);
    b.put(ALIGNMENT, material);
    LuksVolume volume = new LuksVolume(b, new SectorCiphers(cipher, key));
    Arrays.fill(key, (byte) 0);
    Arrays.fill(derived, (byte) 0);
    return volume;
  }

  /** Whether its stripes are whole sectors: QEMU stops at others. */
  public static boolean holds(CipherSpec cipher) {
    return cipher.keyBytes() * LuksHeader.STRIPES % SectorCipher.SECTOR == 0;
  }

  /** How large the header is with the key material, in bytes. */
  public static int headerBytes(CipherSpec cipher) {
    return ALIGNMENT + LuksHeader.SLOTS * materialBytes(cipher);
  }

  private static int materialBytes(CipherSpec cipher) {
    return (cipher.keyBytes() * LuksHeader.STRIPES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The header with the key material. */
  public ByteBuffer header() {
    return header.duplicate().clear();
  }

  /** Ciphers with the volume's key. */
  public SectorCiphers ciphers() {
    return ciphers;
  }

  private static byte[] random(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void text(ByteBuffer b, int at, String text) {
    b.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }
}
