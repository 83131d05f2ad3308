// SPDX-License-Identifier: Apache-2.0
/**
 * Signing, verifying, and whom to believe.
 *
 * <p>Two kinds of signatures are known. A {@link org.diskmill.signing.Statement} says which byte
 * string an artifact is; it is what Diskmill itself signs. An {@link
 * org.diskmill.signing.ImageSignature} is the image service's four {@code img_signature*}
 * properties over an image's bytes.
 *
 * <p>Nothing here answers "valid?" with a boolean: what was believed is a {@link
 * org.diskmill.signing.Verified} or a {@link org.diskmill.signing.Proof}, and only a verifier makes
 * one.
 *
 * <h2>The bytes of a statement</h2>
 *
 * What is signed is the pre-authentication encoding [DSSE "Protocol"] of an in-toto Statement v1
 * [INTOTO] in canonical JSON [RFC 8785], with the payload type {@code
 * application/vnd.in-toto+json}. Its parts:
 *
 * <ul>
 *   <li>one subject, whose name is the artifact's and whose digests are {@code rfc6962Sha256}, the
 *       root of the tree of {@link org.diskmill.io.DigestTree}, and the digest of all bytes in order
 *       under in-toto's name for the function, such as {@code sha512}; each where it is known;
 *   <li>the predicate type {@code https://diskmill.org/image-statement/v1};
 *   <li>the predicate: {@code version}, {@code variant}, {@code size} in bytes, {@code leafBytes}
 *       (the tree's leaf size), and {@code madeFrom}, where it is known: an object with {@code
 *       digest}, {@code size} and {@code leafBytes} of what the artifact was made from.
 * </ul>
 *
 * <p>Keys: DSSE is github.com/secure-systems-lab/dsse, version 1.0.2; INTOTO is
 * github.com/in-toto/attestation, spec/v1.
 */
@NullMarked
package org.diskmill.signing;

import org.jspecify.annotations.NullMarked;
