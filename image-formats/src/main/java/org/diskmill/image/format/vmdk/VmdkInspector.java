// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.Printable;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of VMDK: descriptors that name other files. */
final class VmdkInspector implements SafetyInspector {
  private static final String SPARSE = "KDMV";
  private static final String COWD = "COWD";

  /** How much of a text is looked at to recognise it. */
  private static final int BEGINNING = 4096;

  private static final long MOST_DESCRIPTOR_SECTORS = 2047;

  @Override
  public String format() {
    return "vmdk";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, SPARSE)
        || window.headHas(0, COWD)
        || descriptor(window)
        || seSparse(window);
  }

  private static boolean seSparse(ProbeWindow window) {
    return window.headInt(0) == 0xbebafecaL && window.headInt(4) == 0;
  }

  private static boolean descriptor(ProbeWindow window) {
    ByteBuffer head = window.head().duplicate();
    head.limit(Math.min(head.limit(), BEGINNING));
    return DescriptorText.begins(StandardCharsets.ISO_8859_1.decode(head).toString());
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    if (descriptor(window)) {
      long length = Math.min(source.size(), limits.descriptorBytes());
      return descriptor(source, 0, length, true, 0, limits);
    }
    if (!window.headHas(0, SPARSE)) {
      return List.of(new Hazard(
          "not-alone", source + ": is one extent of a disk that another file describes"));
    }
    ByteBuffer header =
        Fields.read(source, "sparse header", 0, Grains.SECTOR, ByteOrder.LITTLE_ENDIAN);
    long at = header.getLong(28);
    long sectors = header.getLong(36);
    if (at == 0 || sectors == 0) {
      return List.of(new Hazard(
          "not-alone", source + ": is one extent of a disk that another file describes"));
    }
    if (at != 1 || sectors < 0 || sectors > MOST_DESCRIPTOR_SECTORS) {
      return List.of(new Hazard(
          "descriptor",
          source
              + ": descriptor at 28 is said to be "
              + Long.toUnsignedString(sectors)
              + " sectors at sector "
              + Long.toUnsignedString(at)
              + ", expected at most 2047 at sector 1"));
    }
    // A header without capacity only carries a text, about other files or about what is behind it.
    boolean alone = header.getLong(12) == 0;
    long overhead = alone ? header.getLong(64) : 0;
    return descriptor(source, Grains.SECTOR, sectors * Grains.SECTOR, alone, overhead, limits);
  }

  /**
   * What is dangerous about a text, as the reader itself understands it.
   *
   * @param alone whether the file has no grains
   * @param overhead behind which it may have flat data, in sectors; 0 for none
   */
  private static List<Hazard> descriptor(
      Source source, long at, long length, boolean alone, long overhead, Limits limits)
      throws IOException {
    Descriptor text;
    try {
      String read = DescriptorText.read(source, at, length, limits, false);
      text = DescriptorParser.parse(source, read).carried(overhead);
    } catch (CorruptImageException
        | UnsupportedImageException
        | LimitExceededException notUnderstood) {
      return List.of(new Hazard("descriptor", String.valueOf(notUnderstood.getMessage())));
    }
    List<Hazard> hazards = new ArrayList<>();
    if (text.delta() || text.parentName().isPresent()) {
      hazards.add(new Hazard(
          "parent",
          source
              + ": is based on another disk: "
              + Printable.of(text.parentName().orElse("unnamed"))));
    }
    if (text.encrypted()) {
      hazards.add(new Hazard("encrypted", source + ": is encrypted, so nobody can look inside"));
    }
    boolean others = alone || text.extents().size() > 1;
    for (ExtentLine line : text.extents()) {
      boolean stored = !line.here() && (line.file().isPresent() || !line.zero());
      if (stored && (others || !plain(line))) {
        String name = line.file().orElse("unnamed");
        hazards.add(
            new Hazard("extent", source + ": keeps data in another file: " + Printable.of(name)));
      }
    }
    return hazards;
  }

  /** A sparse file describes itself by a plain name, which nobody opens. */
  private static boolean plain(ExtentLine line) {
    String name = line.file().orElse("");
    return line.type().equals("SPARSE") && !name.contains("/") && !name.contains("\\");
  }
}
