// SPDX-License-Identifier: Apache-2.0
/** Bytes in, bytes out: sources, sinks, jobs, digests and leaves. Needs the JDK alone. */
module org.diskmill.io {
  requires static org.jspecify;

  exports org.diskmill.io;

  uses org.diskmill.io.FileOps;
}
