// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/**
 * What stands behind the NUL that ends a text. Much of it does no harm: QEMU makes a text shorter in
 * place and leaves its old end, others may leave more of an older text, or rubbish. But a NUL that
 * does not belong there hides extents and parents, so a text that breaks off is refused: inside a
 * line, before the extents that follow, or before the parent that follows. QEMU before 8.2 itself
 * put such a NUL into texts of more than 10 KiB.
 */
final class HiddenLines {
  /** Also one that has lost letters at its beginning. */
  private static final Pattern EXTENT =
      Pattern.compile("(?i)\\w*\\s+\\d+\\s+(FLAT|SPARSE|ZERO|VMFS\\w*|SESPARSE)\\b.*");

  /** Not the ids that mean "none". */
  private static final Pattern CONTENT_ID = Pattern.compile("(?i)p?arentcid\\s*=(?!\\s*f{8}).*");

  private static final Pattern ID =
      Pattern.compile("(?i)d?db\\.uuid\\.parent\\s*=[\\s\"0-]*[1-9a-f].*");

  private static final Pattern DATA_BASE = Pattern.compile("(?i)#\\s*ddb|#.*data base.*|ddb\\..*");
  private static final Pattern WHOLE_NOTE = Pattern.compile("(?i)ddb\\.[^=]+=\\s*([^\"].*|\".*\")");

  private final List<String> before;
  private final List<String> behind;
  private final boolean cut;

  private HiddenLines(String text, String rest) {
    this.before = text.lines().map(String::strip).toList();
    this.behind = rest.replace('\0', '\n').lines().map(String::strip).toList();
    this.cut = !text.isEmpty() && !text.endsWith("\n") && !text.endsWith("\r");
  }

  /**
   * Refuses a text from which a NUL takes away what belongs to it.
   *
   * @param at where the text stands
   * @param text up to the NUL
   * @param rest of its room, from the NUL on
   */
  static void refuse(Source source, long at, String text, String rest)
      throws CorruptImageException {
    HiddenLines lines = new HiddenLines(text, rest);
    String what = lines.behind.stream().allMatch(String::isEmpty) ? "" : lines.lost();
    if (!what.isEmpty()) {
      throw new CorruptImageException(source + ": descriptor at " + at + " ends at a NUL at "
          + (at + text.length()) + ", expected only NULs behind it, but " + what
          + "; the text was damaged, so extents or a parent may be missing; open it leniently to read"
          + " what is before the NUL");
    }
  }

  private String lost() {
    if (cut && !whole(before.get(before.size() - 1))) {
      return "it ends inside a line and something follows";
    }
    if (behind.stream().anyMatch(line -> EXTENT.matcher(line).matches())
        && before.stream().noneMatch(line -> DATA_BASE.matcher(line).matches())) {
      return "lines about extents follow";
    }
    return hides(CONTENT_ID, "parentcid") || hides(ID, VirtualBoxIds.PARENT)
        ? "a line about a parent follows"
        : "";
  }

  /** Of the last line of a text without a line's end, whether nothing can be missing from it. */
  private static boolean whole(String line) {
    return line.isEmpty() || line.startsWith("#") || WHOLE_NOTE.matcher(line).matches();
  }

  private boolean hides(Pattern line, String key) {
    return behind.stream().anyMatch(one -> line.matcher(one).matches())
        && before.stream().map(HiddenLines::key).noneMatch(key::equals);
  }

  private static String key(String line) {
    int equals = line.indexOf('=');
    return line.substring(0, equals < 0 ? line.length() : equals).strip().toLowerCase(Locale.ROOT);
  }
}
