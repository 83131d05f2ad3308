// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library's calls on open files, Linux numbers. Each is a function of JNA's and not a native
 * method: to bind those, JNA describes its own structures to itself, in some 10 ms of a new process.
 */
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

  private static final boolean FOUND = find();

  private Posix() {}

  /** Whether the calls can be made here. */
  static boolean available() {
    return FOUND;
  }

  static int open(String path, int flags) throws LastErrorException {
    return Calls.OPEN.invokeInt(new Object[] {path, flags});
  }

  static int close(int descriptor) throws LastErrorException {
    return Calls.CLOSE.invokeInt(new Object[] {descriptor});
  }

  static long lseek(int descriptor, long offset, int whence) throws LastErrorException {
    return Calls.LSEEK.invokeLong(new Object[] {descriptor, offset, whence});
  }

  static int fallocate(int descriptor, int mode, long offset, long length)
      throws LastErrorException {
    return Calls.FALLOCATE.invokeInt(new Object[] {descriptor, mode, offset, length});
  }

  static int sync_file_range(int descriptor, long offset, long length, int flags)
      throws LastErrorException {
    return Calls.SYNC_FILE_RANGE.invokeInt(new Object[] {descriptor, offset, length, flags});
  }

  static int ioctl(int descriptor, long request, byte[] argument) throws LastErrorException {
    return Calls.IOCTL.invokeInt(new Object[] {descriptor, request, argument});
  }

  /** A call of the C library, which throws when it sets an error. */
  static Function call(String name) {
    // The C library is there already: looking for its file would search every library directory.
    return NativeLibrary.getProcess().getFunction(name, Function.THROW_LAST_ERROR);
  }

  private static boolean find() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      // On 32-bit systems off_t is another type; there the portable way is good enough.
      return Native.POINTER_SIZE == Long.BYTES && Calls.found();
    } catch (LinkageError notHere) {
      return false;
    }
  }

  /** A class of its own, since JNA need not be there. */
  private static final class Calls {
    static final Function OPEN = call("open");
    static final Function CLOSE = call("close");
    static final Function LSEEK = call("lseek");
    static final Function FALLOCATE = call("fallocate");
    static final Function SYNC_FILE_RANGE = call("sync_file_range");
    static final Function IOCTL = call("ioctl");

    /** Whether all of them were, or this class could not be used. */
    static boolean found() {
      return true;
    }
  }
}
