// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.write.Conversion;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;

/** Disks in a directory, each of as many files as it takes. */
record Disk(Path directory) {
  /** Writes a disk, and returns all its files by name. */
  SortedMap<String, byte[]> write(Conversion conversion, String name) throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve(name))) {
      conversion.writeTo(files, Job.unattended());
      files.commit();
    }
    SortedMap<String, byte[]> written = new TreeMap<>();
    String stem = name.replaceFirst("\\.[^.]*$", "");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, stem + "*")) {
      for (Path file : all) {
        written.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return written;
  }

  DiskImage open(String name) throws IOException {
    return Images.open(
        Sources.file(directory.resolve(name)),
        OpenOptions.as("vmdk").references(References.in(directory)));
  }

  static DiskImage raw(byte[] disk) throws IOException {
    return Images.open(Sources.bytes("disk", ByteBuffer.wrap(disk)), OpenOptions.as("raw"));
  }

  /** A disk with data at its ends and zeros between, which cost nothing. */
  static DiskImage hollow(byte[] ends, long zeroSectors) throws IOException {
    String line = "RW " + ends.length / 512 + " FLAT \"ends\" 0";
    String text = VmdkFiles.text("custom", line, "RW " + zeroSectors + " ZERO", line);
    return Images.open(
        Sources.bytes(
            "hollow", ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        OpenOptions.as("vmdk")
            .references(wanted -> Optional.of(Sources.bytes("ends", ByteBuffer.wrap(ends)))));
  }
}
