// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Objects;
import java.util.Optional;

/**
 * Another file that an image names, as the image spells it. Nothing is opened by having one.
 *
 * @param role what the other file is to the image
 * @param name as the image spells it; not to be trusted
 * @param format of the other file, where the image records it
 */
public record Reference(Role role, String name, Optional<String> format) {
  public Reference {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
  }

  /** What a named file is to the image that names it. */
  public enum Role {
    /** The disk that a qcow2 overlay is based on. */
    BACKING,
    /** The disk that a differencing VHD, VHDX, VDI or VMDK is based on. */
    PARENT,
    /** The same, where the file has no name for it: the reference's name is the parent's id. */
    PARENT_ID,
    /** The file that holds a qcow2's guest data. */
    DATA_FILE,
    /** A file that holds one extent of a VMDK. */
    EXTENT
  }

  /** The role as words in a message. */
  public String described() {
    String what = switch (role) {
      case BACKING -> "backing file";
      case PARENT, PARENT_ID -> "parent";
      case DATA_FILE -> "data file";
      case EXTENT -> "extent";
    };
    return what + " '" + Printable.of(name) + "'";
  }
}
