// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** A set of sites that cannot be one topology. */
public final class TopologyException extends RuleException {
  private static final long serialVersionUID = 1L;

  public TopologyException(RuleCode code, String message) {
    super(code, message);
  }
}
