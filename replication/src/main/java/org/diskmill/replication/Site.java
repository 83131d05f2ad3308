// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** One place with one store. */
public sealed interface Site {
  /** The store's id. */
  String name();

  /** Where every image comes in first. */
  record Central(String name) implements Site {}

  /**
   * A place that gets its copies from another.
   *
   * @param upstream the site that feeds it: the centre, or an edge nearer to it
   */
  record Edge(String name, Site upstream) implements Site {}
}
