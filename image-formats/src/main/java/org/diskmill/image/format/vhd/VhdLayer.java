// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import org.diskmill.image.Layer;

/** A layer in a VHD file, of whichever kind. */
interface VhdLayer extends Layer {
  VhdFooter footer();
}
