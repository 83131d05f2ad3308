// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.io.Source;

/**
 * One stretch of the disk, as a descriptor has it: [VMDK5 "The Extent Description"].
 *
 * @param access what a virtual machine may do: RW, RDONLY or NOACCESS. To a reader of the disk they
 *     are all the same: leaving one out would move all that follows
 * @param sectors how long it is
 * @param type in upper case
 * @param file that holds it; empty for type ZERO, and where it has no name, which the file itself
 *     does not need
 * @param fileSector where in that file it begins; 0 but for flat ones
 * @param here whether that file is the one that has the text, whatever name it has there
 */
record ExtentLine(
    String access,
    long sectors,
    String type,
    Optional<String> file,
    long fileSector,
    boolean here) {
  private static final Pattern BEGINNING =
      Pattern.compile("(RW|RDONLY|NOACCESS)\\s+\\S.*", Pattern.CASE_INSENSITIVE);

  /** A device's line goes on with the identity of a partition, which is nobody's business here. */
  private static final Pattern WHOLE = Pattern.compile(
      "(\\w+)\\s+(\\d{1,18})\\s+(\\w+)(?:\\s+\"([^\"]*)\"(?:\\s+(\\d{1,18}))?(?:\\s.*)?)?");

  /** Whether a line of a descriptor is one of these, or tries to be. */
  static boolean is(String line) {
    return BEGINNING.matcher(line).matches();
  }

  static ExtentLine parse(Source source, String line) throws CorruptImageException {
    Matcher parts = WHOLE.matcher(line);
    if (!parts.matches()) {
      throw bad(source, line);
    }
    String stated = parts.group(3).toUpperCase(Locale.ROOT);
    // A writer of streams has the disk's type here; QEMU and 7-Zip do not look.
    String type = stated.equals("STREAMOPTIMIZED") ? "SPARSE" : stated;
    Optional<String> quoted = Optional.ofNullable(parts.group(4));
    if (quoted.isEmpty() && !type.equals("ZERO")) {
      throw bad(source, line);
    }
    String fileSector = Optional.ofNullable(parts.group(5)).orElse("0");
    return new ExtentLine(
        parts.group(1).toUpperCase(Locale.ROOT),
        Long.parseLong(parts.group(2)),
        type,
        quoted.filter(name -> !name.isEmpty()),
        Long.parseLong(fileSector),
        false);
  }

  /** The same in a file that may itself hold a disk, behind a text and all that is in front of it. */
  ExtentLine behind(long overhead) {
    boolean own = flat() && overhead > 0 && fileSector == overhead;
    return new ExtentLine(access, sectors, type, file, fileSector, own);
  }

  private static CorruptImageException bad(Source source, String line) {
    return new CorruptImageException(source
        + ": descriptor: extent line '"
        + Printable.of(line)
        + "' is not understood, expected ACCESS SECTORS TYPE \"FILE\" [SECTOR]");
  }

  long bytes() {
    return Sectors.bytes(sectors);
  }

  /** Whether the file holds a grain map rather than the plain bytes. */
  boolean sparse() {
    return type.equals("SPARSE") || type.equals("VMFSSPARSE") || type.equals("SESPARSE");
  }

  boolean flat() {
    return type.equals("FLAT") || type.equals("VMFS");
  }

  boolean zero() {
    return type.equals("ZERO");
  }
}
