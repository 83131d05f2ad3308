// SPDX-License-Identifier: Apache-2.0
/** What tests of Diskmill, and of what is built on it, are made of. */
module org.diskmill.testkit {
  requires jdk.management;
  requires transitive org.diskmill.io;
  requires static org.jspecify;

  exports org.diskmill.testkit;
}
