// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.replication.ingest.ArtifactMaker;
import org.diskmill.replication.ingest.image.ImageArtifacts;
import org.diskmill.replication.ingest.image.SignatureCheck;
import org.diskmill.signing.SignatureRequirement;

/** Makers of artifacts for benchmarks. */
final class Makers {
  private Makers() {}

  /** One that asks for no signature. */
  static ArtifactMaker plain() {
    SignatureCheck none = new SignatureCheck(SignatureRequirement.of(false), Optional.empty());
    return new ImageArtifacts(none, Limits.defaults());
  }
}
