// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.diskmill.testkit.NamedNulls;
import org.junit.jupiter.api.Test;

class StoreConfigTest {
  @Test
  void secretsAreNotPrinted() {
    StoreConfig config = new StoreConfig(
        URI.create("s3://bucket"), Map.of("token", "hush"), () -> Map.of("key", "secret"));
    assertThat(config.toString()).doesNotContain("secret", "hush").contains("s3://bucket", "token");
  }

  @Test
  void aLocationCarriesNoSecretsAndTheMessageDoesNotEither() {
    URI location = URI.create("https://me:secret@host/path");
    assertThatThrownBy(() -> StoreConfig.of(location))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("https", "host")
        .doesNotContain("secret");
  }

  @Test
  void aLocationHasAScheme() {
    URI location = URI.create("/somewhere");
    assertThatThrownBy(() -> StoreConfig.of(location)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownOptionsAreNamedWithTheKnownOnes() {
    StoreConfig config = new StoreConfig(URI.create("x:y"), Map.of("regoin", "r"), Map::of);
    assertThatThrownBy(() -> config.allowOnly(Set.of("region", "bucket")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("regoin")
        .hasMessageContaining("[bucket, region]");
  }

  @Test
  void nullsAreRefusedAtOnceByTheirNames() throws ReflectiveOperationException {
    NamedNulls.assertRefused(StoreConfig.of(URI.create("file:/a")));
    NamedNulls.assertRefused(UploadToken.parse("a:b"));
  }
}
