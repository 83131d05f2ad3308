// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.Printable;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * The header of a LUKS volume, version 1: [LUKS1 2.3]. All numbers are big-endian.
 *
 * <p>Safe for use by many threads.
 */
public final class LuksHeader {
  static final int BYTES = 592;
  static final int SLOTS = 8;
  static final int STRIPES = 4000;
  static final int SALT_BYTES = 32;
  static final int DIGEST_BYTES = 20;
  static final int ACTIVE = 0x00ac71f3;
  static final int INACTIVE = 0x0000dead;

  private static final int SLOT_AT = 208;
  private static final int SLOT_BYTES = 48;

  private final Source source;
  private final long at;
  private final ByteBuffer b;
  private final CipherSpec cipher;
  private final Hashing hash;

  private LuksHeader(Source source, long at, ByteBuffer b) throws UnsupportedImageException {
    this.source = source;
    this.at = at;
    this.b = b;
    this.cipher = CipherSpec.named(text(8, 32), text(40, 32), keyBytes())
        .orElseThrow(() -> unsupported("cipher is " + text(8, 32) + "-" + text(40, 32) + " with "
            + keyBytes() + " bytes of key, expected aes, serpent, twofish or cast5 in ecb, cbc, ctr"
            + " or xts with plain, plain64 or essiv"));
    this.hash = Hashing.named(text(72, 32))
        .orElseThrow(() -> unsupported("hash is " + text(72, 32)
            + ", expected md5, sha1, sha224, sha256, sha384, sha512 or ripemd160"));
  }

  /**
   * One key slot.
   *
   * @param active whether it holds the key
   * @param iterations of hashing the passphrase
   * @param keyAt where its key material is, in bytes from the header
   * @param stripes how often the key was blown up
   */
  public record Slot(int index, boolean active, long iterations, long keyAt, long stripes) {}

  /**
   * Reads and checks a header.
   *
   * @param at where it is, in bytes
   * @param length how much of the file is the volume's header with its key material, in bytes
   */
  public static LuksHeader read(Source source, long at, long length, Limits limits)
      throws IOException {
    if (at < 0 || length < BYTES || at > source.size() || length > source.size() - at) {
      throw new CorruptImageException(source + ": LUKS header at " + at + " has " + length
          + " bytes, expected at least " + BYTES + " before the end of the file at "
          + source.size());
    }
    ByteBuffer b = ByteBuffer.allocate(BYTES);
    source.readFully(at, b);
    if (b.getInt(0) != 0x4c554b53 || b.getShort(4) != (short) 0xbabe) {
      throw new CorruptImageException(source + ": magic of the LUKS header at " + at + " is "
          + Integer.toHexString(b.getInt(0)) + ", expected 4c554b53babe");
    }
    if (b.getShort(6) != 1) {
      throw new UnsupportedImageException(source + ": version of the LUKS header at " + (at + 6)
          + " is " + Short.toUnsignedInt(b.getShort(6)) + ", expected 1");
    }
    LuksHeader header = new LuksHeader(source, at, b);
    header.check(length, limits);
    return header;
  }

  private void check(long length, Limits limits) throws IOException {
    long work = Pbkdf2.work(hash, masterIterations(), DIGEST_BYTES) * SLOTS;
    for (Slot slot : slots()) {
      requireMark(slot);
      if (!slot.active()) {
        continue;
      }
      long material = materialBytes(slot);
      limits.metadata(source, "key material of LUKS key slot " + slot.index(), material);
      if (slot.stripes() == 0 || slot.keyAt() > length || material > length - slot.keyAt()) {
        throw new CorruptImageException(source + ": key slot " + slot.index()
            + " of the LUKS header at " + at + " has " + material + " bytes at " + slot.keyAt()
            + ", expected some inside the header's " + length);
      }
      work += Pbkdf2.work(hash, slot.iterations(), keyBytes());
    }
    limits.keyIterations(source, work);
  }

  /** With another mark, a slot that holds the key would be passed over as if it held none. */
  private void requireMark(Slot slot) throws CorruptImageException {
    int place = SLOT_AT + slot.index() * SLOT_BYTES;
    int mark = b.getInt(place);
    if (mark != ACTIVE && mark != INACTIVE) {
      throw new CorruptImageException(source + ": mark of LUKS key slot " + slot.index() + " at "
          + (at + place) + " is " + Integer.toHexString(mark) + ", expected "
          + Integer.toHexString(ACTIVE) + " (active) or " + Integer.toHexString(INACTIVE));
    }
  }

  /** The key slots, active or not. */
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      int slot = SLOT_AT + i * SLOT_BYTES;
      slots.add(new Slot(
          i,
          b.getInt(slot) == ACTIVE,
          Integer.toUnsignedLong(b.getInt(slot + 4)),
          Integer.toUnsignedLong(b.getInt(slot + 40)) * SectorCipher.SECTOR,
          Integer.toUnsignedLong(b.getInt(slot + 44))));
    }
    return slots;
  }

  /** How sectors are encrypted. */
  public CipherSpec cipher() {
    return cipher;
  }

  /** What passphrases are hashed with. */
  public Hashing hash() {
    return hash;
  }

  /** The volume's id. */
  public String uuid() {
    return text(168, 40);
  }

  /** Where a volume's data begin, in bytes from the header. */
  public long payloadAt() {
    return Integer.toUnsignedLong(b.getInt(104)) * SectorCipher.SECTOR;
  }

  /** How often the key is hashed to recognise it. */
  public long masterIterations() {
    return Integer.toUnsignedLong(b.getInt(164));
  }

  /** Needed only by whoever wants the key: what has no provider is described all the same. */
  void requireAlgorithms() throws UnsupportedImageException {
    if (!cipher.isHere() || !hash.isHere()) {
      throw unsupported("cipher is " + cipher.cipherName() + " and hash " + hash.luksName()
          + ", which are not both here; a provider for them, such as Bouncy Castle, must be on the"
          + " path");
    }
  }

  int keyBytes() {
    return Math.max(0, b.getInt(108));
  }

  byte[] masterDigest() {
    return bytes(112, DIGEST_BYTES);
  }

  byte[] masterSalt() {
    return bytes(132, SALT_BYTES);
  }

  byte[] salt(Slot slot) {
    return bytes(SLOT_AT + slot.index() * SLOT_BYTES + 8, SALT_BYTES);
  }

  /** Whole sectors, of which the key's stripes may leave a part unused. */
  private long materialBytes(Slot slot) {
    long stripes = keyBytes() * slot.stripes();
    return (stripes + SectorCipher.SECTOR - 1) / SectorCipher.SECTOR * SectorCipher.SECTOR;
  }

  /** The stripes of the key as they are stored, in whole sectors. */
  byte[] material(Slot slot) throws IOException {
    byte[] material = new byte[Math.toIntExact(materialBytes(slot))];
    source.readFully(at + slot.keyAt(), ByteBuffer.wrap(material));
    return material;
  }

  private byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    b.get(from, bytes);
    return bytes;
  }

  private String text(int from, int most) {
    String padded = new String(bytes(from, most), StandardCharsets.US_ASCII);
    int end = padded.indexOf(0);
    return end < 0 ? padded : padded.substring(0, end);
  }

  private UnsupportedImageException unsupported(String what) {
    return new UnsupportedImageException(
        source + ": LUKS header at " + at + ": " + Printable.of(what));
  }
}
