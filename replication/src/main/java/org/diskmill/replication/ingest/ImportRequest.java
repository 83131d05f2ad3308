// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.Targets;

/**
 * A wish to take in an image.
 *
 * @param source where its bytes come from
 * @param name for people; with the source's content and the options it decides whether this is the
 *     same import as an earlier one
 * @param format the source's format, if the caller knows it; otherwise it is found out
 * @param convertTo the format to keep, if not the source's own
 * @param properties to set on a new record
 * @param targets the stores that shall have it
 * @param policy what becomes of the rest when one store fails
 */
public record ImportRequest(
    ImportSource source,
    String name,
    Optional<String> format,
    Optional<String> convertTo,
    SortedMap<String, String> properties,
    Targets targets,
    FailurePolicy policy) {
  public ImportRequest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(convertTo, "convertTo");
    Objects.requireNonNull(properties, "properties");
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(policy, "policy");
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /** An import to the centre, as it is, in the format that is found. */
  public static ImportRequest of(ImportSource source, String name) {
    return new ImportRequest(
        source,
        name,
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedMap(),
        new Targets.Default(),
        FailurePolicy.BEST_EFFORT);
  }

  /** The same import, with the source's format stated. */
  public ImportRequest format(String known) {
    return new ImportRequest(
        source,
        name,
        Optional.of(Objects.requireNonNull(known, "known")),
        convertTo,
        properties,
        targets,
        policy);
  }

  /** The same import, converted. */
  public ImportRequest convertTo(String wanted) {
    return new ImportRequest(
        source,
        name,
        format,
        Optional.of(Objects.requireNonNull(wanted, "wanted")),
        properties,
        targets,
        policy);
  }

  /** The same import with a further property. */
  public ImportRequest property(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    SortedMap<String, String> more = new TreeMap<>(properties);
    more.put(key, value);
    return new ImportRequest(source, name, format, convertTo, more, targets, policy);
  }

  /** The same import to these stores. */
  public ImportRequest targets(Targets wanted) {
    return new ImportRequest(source, name, format, convertTo, properties, wanted, policy);
  }

  /** The same import with that policy. */
  public ImportRequest policy(FailurePolicy wanted) {
    return new ImportRequest(source, name, format, convertTo, properties, targets, wanted);
  }
}
