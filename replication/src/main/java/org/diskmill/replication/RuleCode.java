// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** Why something was refused or failed. The names are stable and meant for programs. */
public enum RuleCode {
  TOPOLOGY_NO_CENTRAL(500),
  TOPOLOGY_MULTIPLE_CENTRAL(500),
  STORE_ID_INVALID(500),
  CENTRAL_READ_ONLY(500),

  CENTRAL_COPY_MISSING(409),
  EDGE_TO_EDGE_FORBIDDEN(409),
  LOCAL_IMPORT_MUST_INCLUDE_CENTRAL(400),
  CONFLICTING_TARGETS(400),
  UNKNOWN_STORE(409),
  STORE_NOT_WRITABLE(400),
  DUPLICATE_TARGET(400),
  NO_TARGETS(400),
  IMAGE_NOT_ACTIVE(409),
  BAD_STATE_FOR_METHOD(409),
  FORMAT_UNSET(409),
  ALREADY_PRESENT(400),
  REPLICA_CORRUPT(409),
  NO_VERIFIED_SOURCE(409),

  OPERATION_IN_PROGRESS(409),
  DIGEST_MISMATCH(422),
  SIZE_MISMATCH(422),
  SIGNATURE_INVALID(422),
  INSUFFICIENT_SPACE(413),
  PARTIAL_FAILURE_ROLLED_BACK(500),
  ROLLBACK_INCOMPLETE(500),
  ALL_TARGETS_FAILED(500),
  STORE_FAILED(502),

  LAST_REPLICA(403),
  CENTRAL_REPLICA_PINNED(409),
  SITE_UNREACHABLE_PENDING_DELETE(409),
  UNKNOWN_IMAGE(404);

  private final int httpStatus;

  RuleCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** What a caller of a compatible web service would see. */
  public int httpStatus() {
    return httpStatus;
  }
}
