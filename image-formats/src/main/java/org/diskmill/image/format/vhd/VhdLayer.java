// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.format.NumberedLayer;

/** A layer in a VHD file, of whichever kind. */
interface VhdLayer extends NumberedLayer {
  VhdFooter footer();

  @Override
  default Optional<UUID> number() {
    return Optional.of(VirtualBoxNumber.of(footer().uuid()));
  }

  @Override
  default Optional<UUID> modification() {
    return Optional.empty();
  }
}
