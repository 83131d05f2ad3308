// SPDX-License-Identifier: Apache-2.0
/**
 * Encryption of disks by sectors of 512 bytes, and LUKS version 1.
 *
 * <p>LUKS1 in citations is the LUKS On-Disk Format Specification, version 1.2.3; XTS is IEEE Std
 * 1619-2018. Not exported: what a caller sees of it are passphrases.
 */
@NullMarked
package org.diskmill.image.crypt;

import org.jspecify.annotations.NullMarked;
