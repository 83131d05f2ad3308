// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Optional;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;

/**
 * An image's bytes and the signature over them.
 *
 * @param signature the claim
 * @param size of the image, in bytes
 * @param digest of all bytes in order, by the signature's hash function
 */
public record SignedImage(ImageSignature signature, long size, Digest digest) {
  /** What identifies the bytes that were signed. */
  public ContentId content() {
    return new ContentId(size, DigestTree.LEAF_BYTES, Optional.empty(), Optional.of(digest));
  }
}
