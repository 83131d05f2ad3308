// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

/** When, in a call, something goes wrong. */
public enum Moment {
  /** Nothing was done yet. */
  BEFORE,
  /** It was done, and the answer is lost. */
  AFTER
}
