// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

/**
 * What a policy does about revoked certificates.
 *
 * <p>Revocation lists can be given to the policy. Beyond those the JDK asks the OCSP responders that
 * certificates name, and fetches the lists that they name where the system property {@code
 * com.sun.security.enableCRLDP} is true. An anchor is never looked up: whoever no longer believes it
 * removes it.
 */
public enum Revocation {
  /** Refuse what cannot be shown not to be revoked. */
  REQUIRED,
  /** Refuse what is known to be revoked; accept when nobody can be asked. */
  IF_REACHABLE,
  /** Do not look. */
  OFF
}
