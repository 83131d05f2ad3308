// SPDX-License-Identifier: Apache-2.0
/** Native code behind portable interfaces: file calls, and libdeflate. Found at run time. */
module org.diskmill.natives {
  requires org.diskmill.io;
  requires org.diskmill.image;
  requires com.sun.jna;
  requires static org.jspecify;

  // JNA binds native methods by reflection.
  opens org.diskmill.natives to
      com.sun.jna;

  provides org.diskmill.io.FileOps with
      org.diskmill.natives.PosixFileOps;
  provides org.diskmill.image.codec.DeflateCodec with
      org.diskmill.natives.LibDeflate;
}
