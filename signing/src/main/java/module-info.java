// SPDX-License-Identifier: Apache-2.0
/** Statements about byte strings, signatures under them, and whom to believe. */
module org.diskmill.signing {
  requires transitive org.diskmill.io;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires static org.jspecify;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports org.diskmill.signing;
}
