// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.util.Objects;

/**
 * A wish for copies.
 *
 * @param method how the bytes come in
 * @param artifact what shall be copied
 * @param targets where to
 * @param policy what becomes of the rest when one site fails
 * @param repeated whether this may be the same wish again: then a copy that is there already is what
 *     was wished for, and not a mistake
 */
public record Request(
    Method method, Artifact artifact, Targets targets, FailurePolicy policy, boolean repeated) {
  public Request {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(artifact, "artifact");
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(policy, "policy");
  }

  /** How the bytes come in. */
  public enum Method {
    /** From a file of the machine that asks. */
    IMPORT_LOCAL,
    /** From an address. */
    IMPORT_URI,
    /** From the centre. */
    COPY
  }
}
