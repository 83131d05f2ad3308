// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

/** What must hold for a change to happen; otherwise it fails as a CONFLICT and changes nothing. */
public sealed interface Precondition {
  /** Nothing is there. */
  record Absent() implements Precondition {}

  /**
   * Exactly this version is there.
   *
   * @param version as in {@link ObjectStat#version}
   */
  record Version(String version) implements Precondition {}

  /** Nothing is asked. */
  record Whatever() implements Precondition {}
}
