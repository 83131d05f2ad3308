// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.Printable;

/**
 * The text that describes a disk: [VMDK5 "The Descriptor File"].
 *
 * @param encrypted whether the text is, and so the data are
 * @param ids VirtualBox's, out of the data base
 * @param dataBase what products noted about the disk, under keys that begin with ddb
 * @param others what stands under other keys that nothing here goes by
 * @param extents in the order of the disk
 */
record Descriptor(
    Optional<String> createType,
    long cid,
    long parentCid,
    Optional<String> parentHint,
    boolean encrypted,
    VirtualBoxIds ids,
    Map<String, String> dataBase,
    Map<String, String> others,
    List<ExtentLine> extents) {
  /** As parent: there is none. */
  static final long NO_PARENT = 0xffff_ffffL;

  /** Of a disk that has not been written to since it was made. */
  static final long NO_HISTORY = 0xffff_fffeL;

  /** Of a sparse file that comes without a text. */
  static final Descriptor NONE = new Descriptor(
      Optional.empty(),
      NO_HISTORY,
      NO_PARENT,
      Optional.empty(),
      false,
      VirtualBoxIds.NONE,
      Map.of(),
      Map.of(),
      List.of());

  /**
   * The same in a file of which the header is there for the text alone. Haiku's tools put the disk
   * behind it, and the text names its own file.
   *
   * @param overhead the sectors that the header says are in front of the disk
   */
  Descriptor carried(long overhead) {
    return new Descriptor(
        createType,
        cid,
        parentCid,
        parentHint,
        encrypted,
        ids,
        dataBase,
        others,
        extents.stream().map(line -> line.behind(overhead)).toList());
  }

  /** Whether the text is about one extent, of that many sectors. */
  boolean states(long sectors) {
    return extents.size() == 1 && extents.get(0).sectors() == sectors;
  }

  /** Whether what is not stored here is stored in a parent. */
  boolean delta() {
    return parentCid != NO_PARENT || ids.parent().isPresent();
  }

  /** The parent's name, or the id that stands for it. */
  Optional<String> parentName() {
    return parentHint.or(() -> ids.parent().map(UUID::toString));
  }

  /**
   * What is wrong if two lines name one sparse file. Its map is one extent's, so a line was doubled.
   * Flat files are shared on purpose: some writers fill all gaps of a disk from one file of zeros.
   */
  Optional<String> doubled() {
    Set<String> seen = new HashSet<>();
    return extents.stream()
        .filter(ExtentLine::sparse)
        .flatMap(line -> line.file().stream())
        .filter(name -> !seen.add(name))
        .findFirst()
        .map(name -> "two extents are in the sparse file '" + Printable.of(name)
            + "', expected one; a line is there twice");
  }
}
