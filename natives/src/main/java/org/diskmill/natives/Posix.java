// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The C library's calls on open files, Linux numbers. */
final class Posix {
  static final int SEEK_DATA = 3;
  static final int SEEK_HOLE = 4;
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CLOEXEC = 0x80000;
  static final int O_NOFOLLOW = 0x20000;
  static final int ENXIO = 6;
  static final int FALLOC_FL_KEEP_SIZE = 1;
  static final int FALLOC_FL_PUNCH_HOLE = 2;
  static final int FALLOC_FL_ZERO_RANGE = 0x10;
  static final int SYNC_FILE_RANGE_WRITE = 2;

  /** [ioctl_ficlonerange(2)], of {@code linux/fs.h}: {@code _IOW(0x94, 13, 32 bytes)}. */
  static final long FICLONERANGE = 0x4020940DL;

  private static final boolean BOUND = bind();

  private Posix() {}

  /** Whether the calls can be made here. */
  static boolean available() {
    return BOUND;
  }

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int descriptor) throws LastErrorException;

  static native long lseek(int descriptor, long offset, int whence) throws LastErrorException;

  static native int fallocate(int descriptor, int mode, long offset, long length)
      throws LastErrorException;

  static native int sync_file_range(int descriptor, long offset, long length, int flags)
      throws LastErrorException;

  static native int ioctl(int descriptor, long request, byte[] argument) throws LastErrorException;

  private static boolean bind() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      // On 32-bit systems off_t is another type; there the portable way is good enough.
      if (Native.POINTER_SIZE != Long.BYTES) {
        return false;
      }
      // The C library is there already: looking for its file would search every library directory.
      Native.register(Posix.class, NativeLibrary.getProcess());
      return true;
    } catch (LinkageError notHere) {
      return false;
    }
  }
}
