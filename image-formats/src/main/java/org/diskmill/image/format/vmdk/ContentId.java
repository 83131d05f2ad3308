// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/** What a child knows its parent by: [VMDK5 "The Header"]. */
final class ContentId {
  private ContentId() {}

  /**
   * The id of a disk that holds what is summed up so. VMware takes any number that is not the one
   * before; two numbers have a meaning.
   */
  static long of(int content) {
    long id = Integer.toUnsignedLong(content);
    return id == 0 || id == Descriptor.NO_PARENT ? Descriptor.NO_HISTORY : id;
  }
}
