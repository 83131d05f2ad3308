// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

/**
 * How a directory is used.
 *
 * @param create whether to make the directory if it is not there. Off by default: where a mount is
 *     missing, making its directory would fill the disk below it. One that is known to have been there
 *     is not made again
 * @param pageObjects how many objects a page of a listing has, positive
 * @param forceEveryBytes how many bytes of an upload may wait for being forced to storage before
 *     that is done and their receipts are written, positive; what waits is sent again after a crash
 * @param checkParts whether a part is hashed on arrival and refused if it is not what its digest
 *     says ({@link org.diskmill.store.Capability#CHECKED_PARTS}). Off by default: between the one
 *     who hashed it and this store lies only memory, and what the disk made of it is seen by no
 *     check on arrival but by reading back, which every copy of the image service goes through
 *     before it is shown
 */
public record FilesystemOptions(
    boolean create, int pageObjects, long forceEveryBytes, boolean checkParts) {
  /** The directory must be there; pages of 1,000; 64 MiB wait at most; parts are not checked. */
  public static final FilesystemOptions DEFAULT =
      new FilesystemOptions(false, 1000, 64L << 20, false);

  public FilesystemOptions {
    if (pageObjects < 1 || forceEveryBytes < 1) {
      throw new IllegalArgumentException(
          "pageObjects " + pageObjects + ", forceEveryBytes " + forceEveryBytes);
    }
  }

  /** The same, but the directory is made if it is not there. */
  public FilesystemOptions creating() {
    return new FilesystemOptions(true, pageObjects, forceEveryBytes, checkParts);
  }

  /** The same, but parts are checked on arrival, for callers who do not read back what they stage. */
  public FilesystemOptions checking() {
    return new FilesystemOptions(create, pageObjects, forceEveryBytes, true);
  }
}
