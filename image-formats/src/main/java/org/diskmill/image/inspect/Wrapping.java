// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.diskmill.image.ProbeWindow;

/**
 * Compressed files and archives, as which disk images are often handed around. None is a disk image, and
 * who takes one for a raw disk has a disk that starts nothing.
 */
public enum Wrapping {
  GZIP(starts("\u001f\u008b\b")),
  XZ(starts("\u00fd7zXZ\0")),
  BZIP2(starts("BZh").and(window -> window.headHas(4, "1AY&SY"))),
  ZSTD(starts("(\u00b5/\u00fd")),
  LZ4(starts("\4\"M\u0018")),
  ZIP(starts("PK\3\4")),
  SEVEN_ZIP(starts("7z\u00bc\u00af'\u001c")),
  /** A tar that begins with the description of a virtual machine: [DSP0243 5.3]. */
  OVA(window -> tar(window) && firstMember(window).endsWith(".ovf")),
  TAR(window -> tar(window) && !firstMember(window).endsWith(".ovf"));

  /** Where a tar's first header has its mark. */
  private static final int TAR_MARK = 257;

  private static final int TAR_NAME_BYTES = 100;

  private final Predicate<ProbeWindow> mark;

  Wrapping(Predicate<ProbeWindow> mark) {
    this.mark = mark;
  }

  /** How the file is packed, by its first bytes; empty if it is not known to be. */
  public static Optional<Wrapping> of(ProbeWindow window) {
    return Arrays.stream(values()).filter(one -> one.mark.test(window)).findFirst();
  }

  /** Its usual name, such as {@code gzip}. */
  public String text() {
    return this == SEVEN_ZIP ? "7z" : name().toLowerCase(Locale.ROOT);
  }

  /** What to say of a file that is packed so. */
  public String message() {
    return "is packed (" + text() + "), so what is in it cannot be seen; unpack it first";
  }

  private static Predicate<ProbeWindow> starts(String mark) {
    return window -> window.headHas(0, mark);
  }

  private static boolean tar(ProbeWindow window) {
    return window.headHas(TAR_MARK, "ustar");
  }

  private static String firstMember(ProbeWindow window) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; at < TAR_NAME_BYTES && window.head().get(at) != 0; at++) {
      name.append((char) (window.head().get(at) & 0xff));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
