// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

/** The calls that reach a store, directly or through what it handed out. */
public enum StoreCall {
  /** {@link Store#stat}. */
  STAT,
  /** {@link Store#open}. */
  OPEN,
  /** {@link Store#begin}. */
  BEGIN,
  /** {@link Store#resume}. */
  RESUME,
  /** {@link Store#delete}. */
  DELETE,
  /** {@link Store#list}. */
  LIST,
  /** {@link UploadListing#pending}. */
  PENDING,
  /** {@link UploadListing#abandon}. */
  ABANDON,
  /** {@link Upload#put}. */
  PUT,
  /** {@link Upload#received}. */
  RECEIVED,
  /** {@link Upload#stage}. */
  STAGE,
  /** {@link Upload#abort}. */
  ABORT,
  /** {@link Staged#open}. */
  OPEN_STAGED,
  /** {@link Staged#publish}. */
  PUBLISH,
  /** {@link Staged#discard}. */
  DISCARD,
  /** Reading from an open object. */
  READ,
  /** Closing the store, an upload or an open object. */
  CLOSE
}
