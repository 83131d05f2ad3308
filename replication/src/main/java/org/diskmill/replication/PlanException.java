// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** A wish that the rules do not allow; nothing was done. */
public final class PlanException extends RuleException {
  private static final long serialVersionUID = 1L;

  public PlanException(RuleCode code, String message) {
    super(code, message);
  }
}
