// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.crypt.LuksHeader;
import org.diskmill.io.Source;

/** What a file says about how it is encrypted, in the words of {@code qemu-img info}. */
final class EncryptionDescription {
  private static final int LUKS = 2;

  private EncryptionDescription() {}

  /** Whether the header's method and its extensions say different things about encryption. */
  static boolean contradicts(Qcow2Header header, HeaderExtensions extensions) {
    return (header.cryptMethod() == LUKS) != extensions.encryptionHeader().isPresent();
  }

  static Optional<LuksHeader> luks(
      Source source, Qcow2Header header, HeaderExtensions extensions, Limits limits)
      throws IOException {
    if (header.cryptMethod() != LUKS) {
      // Its guest's data would be read as they are encrypted, or with another cipher.
      if (extensions.encryptionHeader().isPresent()) {
        throw new CorruptImageException(source + ": crypt_method at 32 is " + header.cryptMethod()
            + ", expected 2 (LUKS), as a header extension says where a LUKS header is");
      }
      return Optional.empty();
    }
    HeaderExtensions.Place place = extensions
        .encryptionHeader()
        .orElseThrow(() -> new CorruptImageException(source
            + ": crypt_method at 32 is 2 (LUKS), but no header extension says where its header"
            + " is"));
    return Optional.of(LuksHeader.read(source, place.at(), place.length(), limits));
  }

  static Map<String, Object> of(Optional<LuksHeader> luks) {
    Map<String, Object> encrypt = new LinkedHashMap<>();
    if (luks.isEmpty()) {
      encrypt.put("format", "aes");
      return encrypt;
    }
    LuksHeader header = luks.get();
    encrypt.put("ivgen-alg", header.cipher().vectorName());
    header.cipher().vectorHash().ifPresent(hash -> encrypt.put("ivgen-hash-alg", hash.luksName()));
    encrypt.put("hash-alg", header.hash().luksName());
    encrypt.put("cipher-alg", header.cipher().cipherName());
    encrypt.put("uuid", header.uuid());
    encrypt.put("format", "luks");
    encrypt.put("cipher-mode", header.cipher().modeName());
    List<Map<String, Object>> slots =
        header.slots().stream().map(EncryptionDescription::slot).toList();
    encrypt.put("slots", slots);
    encrypt.put("payload-offset", header.payloadAt());
    encrypt.put("master-key-iters", header.masterIterations());
    return encrypt;
  }

  private static Map<String, Object> slot(LuksHeader.Slot slot) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("active", slot.active());
    if (slot.active()) {
      described.put("iters", slot.iterations());
    }
    described.put("key-offset", slot.keyAt());
    if (slot.active()) {
      described.put("stripes", slot.stripes());
    }
    return described;
  }
}
