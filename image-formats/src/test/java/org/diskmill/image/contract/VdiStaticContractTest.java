// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.SplittableRandom;
import org.diskmill.image.format.vdi.VdiFiles;

class VdiStaticContractTest extends FormatContract {
  @Override
  protected String format() {
    return "vdi";
  }

  @Override
  protected byte[] disk(SplittableRandom random) {
    return Disks.ofSectors(random);
  }

  @Override
  protected byte[] file(byte[] disk) {
    return VdiFiles.fixed(disk);
  }
}
