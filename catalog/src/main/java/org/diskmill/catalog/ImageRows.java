// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.diskmill.io.Digest;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Image records as rows of three tables, inside one transaction. */
final class ImageRows {
  private static final String SELECT = "SELECT * FROM images ";

  private final Handle handle;

  ImageRows(Handle handle) {
    this.handle = handle;
  }

  Optional<ImageRecord> find(UUID id, boolean lock) {
    String sql = SELECT + "WHERE id = :id" + (lock ? " FOR UPDATE" : "");
    return records(handle.createQuery(sql).bind("id", id)).stream().findFirst();
  }

  List<ImageRecord> all() {
    return records(
        handle.createQuery(SELECT + "WHERE status <> 'deleted' ORDER BY created, entry"));
  }

  List<ImageRecord> named(String name) {
    String sql = SELECT + "WHERE status <> 'deleted' AND name = :name ORDER BY created, entry";
    return records(handle.createQuery(sql).bind("name", name));
  }

  void insert(ImageRecord record) {
    try (Update insert = handle.createUpdate(
        "INSERT INTO images (id, name, status, disk_format, container_format, size,"
            + " virtual_size, hash_algorithm, hash_value, created, updated, version)"
            + " VALUES (:id, :name, :status, :disk, :container, :size, :virtual,"
            + " :algorithm, :value, :created, :updated, :version)")) {
      bind(insert, record).execute();
    }
    insertDetails(record);
  }

  void replace(ImageRecord record) {
    try (Update update =
        handle.createUpdate("UPDATE images SET name = :name, status = :status, disk_format = :disk,"
            + " container_format = :container, size = :size, virtual_size = :virtual,"
            + " hash_algorithm = :algorithm, hash_value = :value, created = :created,"
            + " updated = :updated, version = :version WHERE id = :id")) {
      bind(update, record).execute();
    }
    handle.execute("DELETE FROM image_properties WHERE image = ?", record.id());
    handle.execute("DELETE FROM locations WHERE image = ?", record.id());
    insertDetails(record);
  }

  private static Update bind(Update statement, ImageRecord record) {
    return statement
        .bind("id", record.id())
        .bind("name", record.name())
        .bind("status", record.status().text())
        .bind("disk", record.diskFormat().orElse(null))
        .bind("container", record.containerFormat().orElse(null))
        .bind("size", boxed(record.size()))
        .bind("virtual", boxed(record.virtualSize()))
        .bind("algorithm", record.hash().map(Digest::algorithm).orElse(null))
        .bind("value", record.hash().map(Digest::hex).orElse(null))
        .bind("created", record.created().atOffset(ZoneOffset.UTC))
        .bind("updated", record.updated().atOffset(ZoneOffset.UTC))
        .bind("version", record.version());
  }

  private void insertDetails(ImageRecord record) {
    record
        .properties()
        .forEach((key, value) -> handle.execute(
            "INSERT INTO image_properties (image, name, text) VALUES (?, ?, ?)",
            record.id(),
            key,
            value));
    int position = 0;
    for (Location location : record.locations()) {
      handle.execute(
          "INSERT INTO locations (image, position, store, url) VALUES (?, ?, ?, ?)",
          record.id(),
          position++,
          location.store(),
          location.url().toString());
    }
  }

  private List<ImageRecord> records(Query query) {
    try (query) {
      return query.map((row, context) -> record(row)).list();
    }
  }

  private ImageRecord record(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new ImageRecord(
        id,
        row.getString("name"),
        status(id, row.getString("status")),
        Optional.ofNullable(row.getString("disk_format")),
        Optional.ofNullable(row.getString("container_format")),
        unboxed(row.getObject("size", Long.class)),
        unboxed(row.getObject("virtual_size", Long.class)),
        hash(row.getString("hash_algorithm"), row.getString("hash_value")),
        properties(id),
        locations(id),
        instant(row, "created"),
        instant(row, "updated"),
        row.getLong("version"));
  }

  private static ImageStatus status(UUID id, String text) throws SQLException {
    return ImageStatus.of(text)
        .orElseThrow(() ->
            new SQLException("image " + id + ": its status is '" + text + "', which is none"));
  }

  private SortedMap<String, String> properties(UUID id) {
    SortedMap<String, String> properties = new TreeMap<>();
    try (Query query =
        handle.createQuery("SELECT name, text FROM image_properties WHERE image = :id")) {
      query
          .bind("id", id)
          .map((row, context) -> properties.put(row.getString(1), row.getString(2)))
          .list();
    }
    return properties;
  }

  private List<Location> locations(UUID id) {
    try (Query query = handle.createQuery(
        "SELECT store, url FROM locations WHERE image = :id ORDER BY position")) {
      return query
          .bind("id", id)
          .map((row, context) -> new Location(row.getString(1), URI.create(row.getString(2))))
          .list();
    }
  }

  private static Optional<Digest> hash(@Nullable String algorithm, @Nullable String value) {
    return algorithm == null || value == null
        ? Optional.empty()
        : Optional.of(new Digest(algorithm, value));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static OptionalLong unboxed(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
