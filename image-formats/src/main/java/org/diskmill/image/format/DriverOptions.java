// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.diskmill.image.Printable;

/** What stands behind {@code json:} in a name: options of a driver, and of the one that it lies on. */
final class DriverOptions {
  private static final String BELOW = "file.";
  private static final String RAW = "raw";
  private static final String PROTOCOL = "file";

  /** Where nothing says which it is. */
  private static final String UNKNOWN = "";

  private static final int DEEPEST = 16;

  private static final Pattern FORMATS =
      Pattern.compile("raw|qcow|qcow2|vmdk|vpc|vhdx|vdi|parallels");

  /** Say how a file is opened or cached, or how it would be written, not what is read. */
  private static final Pattern HARMLESS = Pattern.compile(
      "(file\\.)*(node-name|read-only|auto-read-only|discard|detect-zeroes|force-share"
          + "|cache\\.(direct|no-flush)|aio|aio-max-batch|locking|drop-cache|lazy-refcounts"
          + "|pass-discard-.*|overlap-check.*|(l2-|refcount-|)cache-size|l2-cache-entry-size"
          + "|cache-clean-interval|encrypt\\.(format|key-secret))");

  private final Map<String, String> options;

  private DriverOptions(Map<String, String> options) {
    this.options = options;
  }

  static QemuName name(String json, Optional<String> recorded) {
    try {
      return new DriverOptions(FlatJson.parse(json)).name(recorded);
    } catch (ParseException bad) {
      return QemuName.not("what follows json: " + bad.getMessage());
    }
  }

  private QemuName name(Optional<String> recorded) {
    Deque<String> drivers = new ArrayDeque<>();
    String at = "";
    while (!options.containsKey(at + "filename")) {
      String driver = take(at + "driver");
      if (!driver.equals(UNKNOWN) && !FORMATS.matcher(driver).matches()) {
        return QemuName.not("the driver '" + Printable.of(driver) + "' is no format over a file");
      }
      drivers.add(driver);
      at += BELOW;
      if (drivers.size() > DEEPEST) {
        return QemuName.not("no 'filename' is among the options");
      }
    }
    String file = take(at + "filename");
    String protocol = take(at + "driver");
    if (!protocol.equals(UNKNOWN) && !protocol.equals(PROTOCOL)) {
      return QemuName.not("the driver '" + Printable.of(protocol) + "' does not read a file");
    }
    Optional<String> other = options.keySet().stream()
        .filter(key -> !HARMLESS.matcher(key).matches())
        .findFirst();
    if (other.isPresent()) {
      return QemuName.not("the option '" + Printable.of(other.get()) + "' is not understood");
    }
    if (drivers.isEmpty()) {
      return new QemuName(file, recorded.or(() -> Optional.of(RAW)), "");
    }
    recorded.ifPresent(format -> {
      drivers.removeFirst();
      drivers.addFirst(format);
    });
    return over(file, drivers);
  }

  private static QemuName over(String file, Deque<String> drivers) {
    // Raw without options is what it lies on.
    while (drivers.size() > 1 && drivers.getFirst().equals(RAW)) {
      drivers.removeFirst();
    }
    while (drivers.size() > 1 && drivers.getLast().equals(RAW)) {
      drivers.removeLast();
    }
    if (drivers.size() > 1) {
      return QemuName.not("a format inside another is not read");
    }
    String format = drivers.getFirst();
    return new QemuName(file, format.equals(UNKNOWN) ? Optional.empty() : Optional.of(format), "");
  }

  private String take(String key) {
    String value = options.remove(key);
    return value == null ? UNKNOWN : value;
  }
}
