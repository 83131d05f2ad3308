// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A catalogue that is gone with its process: for tests and for throw-away services. */
public final class MemoryCatalog implements Catalog {
  private final InstantSource clock;
  private final Map<UUID, ImageRecord> records = new LinkedHashMap<>();

  public MemoryCatalog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized ImageRecord create(String name, Map<String, String> properties) {
    ImageEdit edit = ImageRecord.queued(UUID.randomUUID(), name, now()).edit();
    properties.forEach(edit::property);
    ImageRecord record = edit.done();
    records.put(record.id(), record);
    return record;
  }

  @Override
  public synchronized Optional<ImageRecord> find(UUID id) {
    return Optional.ofNullable(records.get(id));
  }

  @Override
  public synchronized List<ImageRecord> list() {
    return records.values().stream()
        .filter(r -> r.status() != ImageStatus.DELETED)
        .toList();
  }

  @Override
  public List<ImageRecord> named(String name) {
    return list().stream().filter(record -> record.name().equals(name)).toList();
  }

  @Override
  public synchronized ImageRecord update(ImageRecord changed) throws CatalogException {
    ImageRecord stored = records.get(changed.id());
    if (stored == null) {
      throw new StaleRecordException("image " + changed.id() + ": is not in the catalogue");
    }
    ImageRecord accepted = Changes.accept(stored, changed, now());
    records.put(accepted.id(), accepted);
    return accepted;
  }

  @Override
  public void close() {}

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
