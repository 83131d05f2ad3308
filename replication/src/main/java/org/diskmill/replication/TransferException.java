// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** A plan was begun and could not be carried through. */
public final class TransferException extends RuleException {
  private static final long serialVersionUID = 1L;

  public TransferException(RuleCode code, String message) {
    super(code, message);
  }

  public TransferException(RuleCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
