// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;

/** A rule was broken or could not be kept. The code says which. */
public class RuleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RuleCode code;

  RuleException(RuleCode code, String message) {
    super(message);
    this.code = code;
  }

  RuleException(RuleCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Which rule it was. */
  public RuleCode code() {
    return code;
  }
}
