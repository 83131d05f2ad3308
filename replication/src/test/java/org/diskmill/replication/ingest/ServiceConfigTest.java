// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.replication.Site;
import org.diskmill.store.StoreConfig;
import org.diskmill.testkit.NamedNulls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTest {
  @TempDir
  Path directory;

  private ServiceConfig read(String text) throws IOException {
    return ServiceConfig.read(Files.writeString(directory.resolve("d.properties"), text));
  }

  @Test
  void storesOptionsAndSettingsAreToldApart() throws IOException {
    ServiceConfig config = read("""
            data.dir = sub/data
            signing.required = true
            store.a.role = central
            store.a.uri = file:///a
            store.a.sync = false
            store.b.1.role = edge
            store.b.1.uri = file:///b
            store.c.role = edge
            store.c.uri = file:///c
            store.c.upstream = b.1
            store.c.read-only = true
            """);

    assertThat(config.dataDirectory()).isEqualTo(directory.resolve("sub/data"));
    assertThat(config.settings()).containsOnlyKeys("signing.required");
    assertThat(config.stores()).extracting(StoreEntry::id).containsExactly("a", "b.1", "c");
    assertThat(config.stores().get(0).config().location()).isEqualTo(URI.create("file:///a"));
    assertThat(config.stores().get(0).config().options()).containsOnlyKeys("sync");
    assertThat(config.topology().sites()).extracting(Site::name).containsExactly("a", "b.1", "c");
    assertThat(config.topology().readOnly()).containsExactly("c");
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    refuses("", "has no data.dir");
    refuses("data.dir=d\nstore.a.uri=file:///a", "has no store.a.role");
    refuses("data.dir=d\nstore.a.role=central", "has no store.a.uri");
    refuses("data.dir=d\nstore.a.role=boss\nstore.a.uri=file:///a", "store.a.role is boss");
    refuses("data.dir=d\nstore.a.role=edge\nstore.a.uri=a b", "store.a.uri");
    refuses(
        "data.dir=d\nstore.a.role=edge\nstore.a.uri=file:///a\nstore.a.read-only=yes",
        "store.a.read-only: is yes, expected true or false");
    refuses("data.dir=d\nstore.uri=file:///a", "store.uri is not store.ID.NAME");
    refuses("data.dir=\\u00zz", "d.properties: ");
  }

  private void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("d.properties")
        .hasMessageContaining(message);
  }

  @Test
  void nullsAreRefusedAtOnceByTheirNames() throws ReflectiveOperationException {
    StoreConfig store = StoreConfig.of(URI.create("file:/a"));
    NamedNulls.assertRefused(new StoreEntry("a", true, Optional.empty(), false, store));
    NamedNulls.assertRefused(new ServiceConfig(Path.of("a"), List.of(), Map.of()));
    NamedNulls.assertRefused(ImportRequest.of(new ImportSource.LocalFile(Path.of("a")), "name"));
  }
}
