// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.Layer;

/**
 * A disk that VirtualBox knows by an id, and on which it may have based one of another format: its
 * VDIs, VMDKs and VHDs are each other's parents.
 */
public interface NumberedLayer extends Layer {
  /** The id, as VirtualBox spells it; the same that {@link org.diskmill.image.DiskFormat#id} gives. */
  Optional<UUID> number();

  /** A new one whenever the file was written to; empty where the format notes none. */
  Optional<UUID> modification();
}
