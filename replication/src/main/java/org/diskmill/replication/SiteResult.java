// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/**
 * How a plan ended at one site.
 *
 * @param state the one terminal state
 * @param code a {@link RuleCode}'s name when it failed, otherwise empty
 * @param reason for people: what failed, or why it was skipped; empty when all went well
 * @param leavesSent how many leaves this run sent to the store
 * @param leavesHeld how many leaves it did not send because the store held them already
 */
public record SiteResult(State state, String code, String reason, int leavesSent, int leavesHeld) {
  /** Exactly one of these holds at the end. */
  public enum State {
    /** The store shows the bytes, and they were read back or are known to be what was. */
    VERIFIED,
    /** Something went wrong; the code says what. */
    FAILED,
    /** There was nothing to do here. */
    SKIPPED,
    /** The caller stopped the work; it can be resumed. */
    CANCELLED
  }

  static SiteResult skipped(String why) {
    return new SiteResult(State.SKIPPED, "", why, 0, 0);
  }

  /** Whether the store has a good copy now. */
  public boolean good() {
    return state == State.VERIFIED || state == State.SKIPPED;
  }
}
