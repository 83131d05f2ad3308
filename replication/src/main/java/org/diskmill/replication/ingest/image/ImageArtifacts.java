// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.image;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.diskmill.image.DiskImage;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.image.inspect.InspectionReport;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Producer;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.replication.ingest.ArtifactMaker;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.Preparation;

/**
 * Takes disk images in: refuses unsafe ones, checks signatures, keeps the bytes as they are or
 * converts them.
 *
 * <p>An image that refers to other files is always refused here: what an import keeps must stand
 * alone. Safe for use by many threads.
 */
public final class ImageArtifacts implements ArtifactMaker {
  private static final String RAW = "raw";

  private final SignatureCheck signatures;
  private final Limits limits;

  /**
   * The maker for a service.
   *
   * @param signatures what to ask of signatures
   * @param limits how much an image may ask of this process
   */
  public ImageArtifacts(SignatureCheck signatures, Limits limits) {
    this.signatures = signatures;
    this.limits = limits;
  }

  @Override
  public Preparation prepare(Source source, ImportRequest request, Job job) throws IOException {
    String format = safeFormat(source, request);
    SortedMap<String, String> properties = new TreeMap<>(request.properties());
    properties.put(SignatureCheck.PROPERTY, signatures.check(source, request.properties(), job));
    Source kept = Sources.slice(source.toString(), source, 0, source.size());
    DiskImage image = Images.open(kept, OpenOptions.as(format).limits(limits));
    try {
      String wanted = request.convertTo().map(FormatNames::ours).orElse(format);
      if (wanted.equals(format)) {
        return asItIs(source, image, format, properties);
      }
      WriteOptions options = WriteOptions.of(wanted);
      String form = "from " + format + " to " + wanted + " with " + Codecs.deflateName();
      return new ImagePreparation(
          image, wanted, form, properties, Conversion.of(image, options), false);
    } catch (IOException | RuntimeException failed) {
      image.close();
      throw failed;
    }
  }

  private static Preparation asItIs(
      Source source, DiskImage image, String format, SortedMap<String, String> properties) {
    Producer copy = (out, job) -> Sources.copy(source, out, "copying", job);
    return new ImagePreparation(image, format, format + " as it is", properties, copy, true);
  }

  /** The format that was stated, or else found; never guessed to be raw. */
  private String safeFormat(Source source, ImportRequest request) throws IOException {
    InspectionReport report = Inspection.of(source, limits);
    if (!report.safe()) {
      List<String> reasons = report.hazards().stream().map(Hazard::message).toList();
      throw new UnsupportedImageException(
          source + ": is not safe to take in: " + String.join("; ", reasons));
    }
    String format = request.format().isPresent()
        ? FormatNames.ours(request.format().get())
        : Images.formatOf(source, OpenOptions.probing());
    if (!format.equals(RAW) && !report.formats().contains(format)) {
      throw new UnsupportedImageException(
          source + ": is said to be " + format + ", but looks like " + report.formats());
    }
    return format;
  }
}
