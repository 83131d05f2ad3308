// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * libdeflate's functions, from the system's library or, where there is none, from the one that the
 * optional dependency carries. Addresses and sizes are 64-bit numbers.
 */
final class DeflateLibrary {
  static final int SUCCESS = 0;
  static final int BAD_DATA = 1;
  static final int SHORT_OUTPUT = 2;
  static final int INSUFFICIENT_SPACE = 3;

  private static final boolean BOUND = bind();

  private DeflateLibrary() {}

  static boolean available() {
    return BOUND;
  }

  static native long libdeflate_alloc_compressor(int level);

  static native void libdeflate_free_compressor(long compressor);

  static native long libdeflate_deflate_compress(
      long compressor, long in, long inBytes, long out, long outBytes);

  static native long libdeflate_zlib_compress(
      long compressor, long in, long inBytes, long out, long outBytes);

  static native long libdeflate_alloc_decompressor();

  static native void libdeflate_free_decompressor(long decompressor);

  static native int libdeflate_deflate_decompress_ex(
      long decompressor, long in, long inBytes, long out, long outBytes, long usedIn, long usedOut);

  static native int libdeflate_zlib_decompress_ex(
      long decompressor, long in, long inBytes, long out, long outBytes, long usedIn, long usedOut);

  /** Where the next byte of a direct buffer is. */
  static long address(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException("buffer: not a direct one");
    }
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct)) + direct.position();
  }

  private static boolean bind() {
    try {
      if (Native.POINTER_SIZE != Long.BYTES) {
        return false;
      }
      Native.register(DeflateLibrary.class, library());
      return true;
    } catch (LinkageError | IOException notHere) {
      return false;
    }
  }

  private static NativeLibrary library() throws IOException {
    try {
      // The development link "libdeflate.so" is seldom installed; this is the name programs link
      // to.
      return NativeLibrary.getInstance(Platform.isLinux() ? "libdeflate.so.0" : "deflate");
    } catch (UnsatisfiedLinkError notInstalled) {
      return NativeLibrary.getInstance(carried().getAbsolutePath());
    }
  }

  private static File carried() throws IOException {
    String system = Platform.isMac() ? "macos" : "linux";
    String processor = Platform.ARCH.equals("x86-64") ? "amd64" : Platform.ARCH;
    String file = Platform.isMac() ? "libdeflate.dylib" : "libdeflate.so";
    return Native.extractFromResourcePath(
        "/aircompressor/" + system + "-" + processor + "/" + file);
  }
}
