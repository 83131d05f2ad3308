// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

/**
 * One version of an object, as a store saw it.
 *
 * @param key its name
 * @param size in bytes
 * @param version changes whenever the object does; means something to its store alone
 */
public record ObjectStat(ObjectKey key, long size, String version) {
  public ObjectStat {
    if (size < 0 || version.isEmpty()) {
      throw new IllegalArgumentException(key + ": size " + size + ", version '" + version + "'");
    }
  }
}
