// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.io.Source;

/**
 * From a descriptor's text to what it says. Keys are read in any case, and lines that are neither
 * {@code key=value} nor an extent are comments to us, as they are to VMware.
 */
final class DescriptorParser {
  private static final String DATA_BASE = "ddb.";
  private static final String TYPE = "createtype";
  private static final String CID = "cid";
  private static final String PARENT_CID = "parentcid";
  private static final String PARENT_NAME = "parentfilenamehint";
  private static final Set<String> OURS = Set.of(TYPE, CID, PARENT_CID, PARENT_NAME);

  private final Source source;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> dataBase = new LinkedHashMap<>();
  private final Map<String, String> others = new LinkedHashMap<>();
  private final List<ExtentLine> extents = new ArrayList<>();

  private DescriptorParser(Source source) {
    this.source = source;
  }

  static Descriptor parse(Source source, String text) throws CorruptImageException {
    DescriptorParser parser = new DescriptorParser(source);
    for (String line : text.lines().map(String::strip).toList()) {
      parser.line(line);
    }
    return parser.whole();
  }

  private void line(String line) throws CorruptImageException {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (ExtentLine.is(line)) {
      ExtentLine extent = ExtentLine.parse(source, line);
      // One of no length has no place on the disk; QEMU passes it over too.
      if (extent.sectors() > 0) {
        extents.add(extent);
      }
      return;
    }
    int equals = line.indexOf('=');
    if (equals <= 0) {
      return;
    }
    String spelled = line.substring(0, equals).strip();
    String key = spelled.toLowerCase(Locale.ROOT);
    String value = unquoted(line.substring(equals + 1).strip());
    String before = values.putIfAbsent(key, value);
    // Readers differ in which of two they take, so whoever checked the file may have seen another.
    // What products note about the disk changes nothing that is read, but for its parent.
    boolean note = key.startsWith(DATA_BASE) && !key.equals(VirtualBoxIds.PARENT);
    if (before != null && !before.equals(value) && !note) {
      throw new CorruptImageException(source + ": descriptor: '" + Printable.of(key)
          + "' is there twice, as '" + Printable.of(before) + "' and '" + Printable.of(value)
          + "'");
    }
    if (key.startsWith(DATA_BASE)) {
      dataBase.putIfAbsent(spelled.substring(DATA_BASE.length()), value);
    } else if (!OURS.contains(key)) {
      others.put(spelled, value);
    }
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private Descriptor whole() throws CorruptImageException {
    return new Descriptor(
        Optional.ofNullable(values.get(TYPE)),
        contentId(CID, Descriptor.NO_HISTORY),
        contentId(PARENT_CID, Descriptor.NO_PARENT),
        Optional.ofNullable(values.get(PARENT_NAME)).filter(name -> !name.isEmpty()),
        DiskEncryption.in(values),
        VirtualBoxIds.of(source, values),
        dataBase,
        others,
        List.copyOf(extents));
  }

  private long contentId(String key, long otherwise) throws CorruptImageException {
    String text = values.get(key);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9a-fA-F]{1,16}")) {
      throw new CorruptImageException(source
          + ": descriptor: "
          + key
          + " is '"
          + Printable.of(text)
          + "', expected hexadecimal digits");
    }
    // Some writers have more digits than 32 bits; what QEMU then notes in a child is the lower
    // half.
    return Long.parseUnsignedLong(text, 16) & 0xffff_ffffL;
  }
}
