// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/**
 * What a child knows its parent by: [VMDK5 "The Header"]. VMware takes any number but two, which some
 * of its software reads as "no parent" and "holds nothing but zeros".
 */
final class ContentId {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private ContentId() {}

  /** The id of a disk that holds what is summed up so. */
  static long of(long content) {
    if (content == 0) {
      return Descriptor.NO_HISTORY;
    }
    long id = content * MIX >>> Integer.SIZE;
    return id == Descriptor.NO_HISTORY || id == Descriptor.NO_PARENT ? id >>> 1 : id;
  }

  /** The id of every stream of that size that we write: its text goes out before its data are known. */
  static long ofStream(long sectors) {
    return of(~sectors);
  }
}
