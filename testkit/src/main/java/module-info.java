// SPDX-License-Identifier: Apache-2.0
/** What tests of Diskmill, and of what is built on it, are made of. */
module org.diskmill.testkit {
  requires transitive org.diskmill.io;
  requires static org.jspecify;

  exports org.diskmill.testkit;
}
