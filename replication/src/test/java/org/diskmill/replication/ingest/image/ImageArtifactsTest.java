// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportSource;
import org.diskmill.replication.ingest.Preparation;
import org.diskmill.signing.SignatureRequirement;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageArtifactsTest {
  private static final byte[] DISK = Patterns.bytes(7, 1 << 20);

  private final ImageArtifacts maker = new ImageArtifacts(
      new SignatureCheck(SignatureRequirement.OPTIONAL, Optional.empty()), Limits.defaults());

  @TempDir
  private Path directory;

  private Path image(String format) throws IOException {
    Path file = directory.resolve("image");
    Source raw = Sources.bytes("disk", ByteBuffer.wrap(DISK));
    try (DiskImage disk = Images.open(raw, OpenOptions.as("raw"));
        PendingFile made = PendingFile.at(file)) {
      Conversion.of(disk, WriteOptions.of(format)).writeTo(made.sink(), Job.unattended());
      made.commit();
    }
    return file;
  }

  private Preparation prepared(Path file, ImportRequest request) throws IOException {
    return maker.prepare(Sources.file(file), request, Job.unattended());
  }

  private static ImportRequest request(Path file) {
    return ImportRequest.of(new ImportSource.LocalFile(file), "image");
  }

  /** What QEMU and OpenStack call formats that have another name here. */
  @ParameterizedTest
  @CsvSource({"vhd, vpc", "parallels, ploop", "raw, file", "raw, host_device", "qcow2, qcow2"})
  void aFormatIsTakenByWhateverNameItHas(String ours, String theirs) throws IOException {
    Path file = image(ours);
    try (Preparation kept = prepared(file, request(file).format(theirs).convertTo(theirs))) {
      assertEquals(ours, kept.diskFormat());
      assertTrue(kept.asItIs(), kept.form());
      assertEquals(DISK.length, kept.virtualSize());
    }
    try (Preparation converted = prepared(file, request(file).format(theirs).convertTo("vdi"))) {
      assertTrue(converted.form().startsWith("from " + ours + " to vdi"), converted.form());
    }
  }

  @Test
  void anImageThatIsNotWhatItIsSaidToBeIsRefused() throws IOException {
    Path file = image("qcow2");
    String refusal = assertThrows(
            UnsupportedImageException.class, () -> prepared(file, request(file).format("vpc")))
        .toString();
    assertTrue(refusal.contains("is said to be vhd, but looks like [qcow2]"), refusal);
  }
}
