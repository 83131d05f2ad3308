// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.replication.ingest.fetch.UriPolicy;
import org.diskmill.replication.ingest.image.SignatureSettings;
import org.junit.jupiter.api.Test;

/** What guards something is not off because somebody misspelled it. */
class SettingsTest {
  private static void signatures(String name, String value) throws IOException {
    SignatureSettings.of(Map.of(name, value), Path.of("."), Clock.systemUTC());
  }

  private static void refused(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading).isInstanceOf(IOException.class).hasMessageStartingWith(message);
  }

  @Test
  void aValueThatIsNeitherTrueNorFalseIsRefused() {
    refused(
        () -> signatures("signing.required", "yes"),
        "signing.required: is yes, expected true or false");
    refused(
        () -> UriPolicy.of(Map.of("import.uri.private-addresses", "0")),
        "import.uri.private-addresses: is 0, expected true or false");
  }

  @Test
  void aNameThatIsNotKnownIsRefusedWhereOthersLikeItAre() throws IOException {
    refused(() -> signatures("signing.require", "true"), "signing.require: is not known");
    refused(() -> signatures("trust.anchor", "a"), "trust.anchor: is not known");
    refused(() -> UriPolicy.of(Map.of("import.uri.host", "a")), "import.uri.host: is not known");
    signatures("signings", "of somebody else");
  }

  @Test
  void lettersMayBeLarge() throws IOException {
    assertThat(UriPolicy.of(Map.of("import.uri.private-addresses", "TRUE")).privateAddresses())
        .isTrue();
    assertThat(UriPolicy.of(Map.of()).privateAddresses()).isFalse();
  }
}
