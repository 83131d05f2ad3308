// SPDX-License-Identifier: Apache-2.0
package org.diskmill.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ArtifactMaker;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportSource;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.image.ImageArtifacts;
import org.diskmill.replication.ingest.image.SignatureCheck;
import org.diskmill.signing.SignatureRequirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README, which stand there as they stand here. */
class ReadmeTest {
  private static final Path SAMPLE = Path.of("../quickstart/sample/sample.qcow2");

  @TempDir
  private Path directory;

  @Test
  void describe() throws IOException {
    assertEquals("qcow2, 33554432 bytes", describe(SAMPLE));
  }

  private static String describe(Path path) throws IOException {
    try (Source source = Sources.file(path)) {
      ImageInfo info = Images.info(source, OpenOptions.probing());
      return info.format() + ", " + info.virtualBytes() + " bytes";
    }
  }

  @Test
  void convert() throws IOException {
    Path target = directory.resolve("sample.vmdk");
    convert(SAMPLE, target);
    try (Source written = Sources.file(target)) {
      assertEquals(List.of("vmdk"), Images.recognise(written));
    }
  }

  private static void convert(Path source, Path target) throws IOException {
    try (DiskImage image = Images.open(Sources.file(source), OpenOptions.as("qcow2"));
        PendingFile file = PendingFile.at(target)) {
      WriteOptions options = WriteOptions.of("vmdk").with("subformat", "streamOptimized");
      Conversion.of(image, options).writeTo(file.sink(), Job.unattended());
      file.commit();
    }
  }

  @Test
  void importEverywhere() throws IOException {
    StringBuilder lines = new StringBuilder("data.dir=data\n");
    for (String store : List.of("central", "edge")) {
      Path root = Files.createDirectory(directory.resolve(store));
      lines.append("store." + store + ".uri=" + root.toUri() + "\n");
      lines.append("store." + store + ".role=" + store + "\n");
    }
    Path config = Files.writeString(directory.resolve("service.properties"), lines);
    ImageRecord image = importEverywhere(config, SAMPLE);
    assertEquals(2, image.locations().size());
    assertTrue(Files.exists(directory.resolve("edge").resolve(image.id().toString())));
  }

  /** A comment behind a value is part of the value. */
  @Test
  void configuration() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String begin = "```properties\n";
    int from = readme.indexOf(begin) + begin.length();
    Properties properties = new Properties();
    properties.load(new StringReader(readme.substring(from, readme.indexOf("```", from))));
    assertEquals("data", properties.getProperty("data.dir"));
    properties.forEach((key, value) -> assertFalse(value.toString().contains("#"), key.toString()));
  }

  private static ImageRecord importEverywhere(Path config, Path file) throws IOException {
    SignatureCheck check = new SignatureCheck(SignatureRequirement.OPTIONAL, Optional.empty());
    ArtifactMaker maker = new ImageArtifacts(check, Limits.defaults());
    try (ImageService images = ImageServices.open(ServiceConfig.read(config), maker, List.of())) {
      ImportRequest request =
          ImportRequest.of(new ImportSource.LocalFile(file), "my image").targets(new Targets.All());
      return images.importImage(request, Job.unattended()).image();
    }
  }
}
