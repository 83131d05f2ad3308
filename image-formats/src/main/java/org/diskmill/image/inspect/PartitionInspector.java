// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/** A raw disk with a partition table, MBR or GPT behind a protective MBR. It is no danger. */
public final class PartitionInspector implements SafetyInspector {
  private static final int BOOT_SIGNATURE = 510;
  private static final int FIRST_ENTRY = 446;
  private static final int ENTRY_BYTES = 16;
  private static final int ENTRIES = 4;

  /** Called by the service loader. */
  public PartitionInspector() {}

  @Override
  public String format() {
    return "mbr";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    if (!window.headHas(BOOT_SIGNATURE, "U\u00aa")) {
      return false;
    }
    // A boot sector without partitions has the signature too: a file system's, for one.
    boolean any = false;
    for (int i = 0; i < ENTRIES; i++) {
      int at = FIRST_ENTRY + i * ENTRY_BYTES;
      int active = window.head().get(at) & 0xff;
      int type = window.head().get(at + 4) & 0xff;
      if (active != 0 && active != 0x80) {
        return false;
      }
      any |= type != 0;
    }
    return any;
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) {
    return List.of();
  }
}
