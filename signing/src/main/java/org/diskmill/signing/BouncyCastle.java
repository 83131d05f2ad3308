// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What the JDK does not compute. Never registered: that would change the whole process. */
final class BouncyCastle {
  static final Provider PROVIDER = new BouncyCastleProvider();

  private BouncyCastle() {}
}
