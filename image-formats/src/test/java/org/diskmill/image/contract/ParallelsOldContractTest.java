// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.SplittableRandom;

/** Files as older programs made them: clusters of 63 sectors anywhere, counted in sectors. */
class ParallelsOldContractTest extends FormatContract {
  @Override
  protected String format() {
    return "parallels";
  }

  @Override
  protected byte[] file(byte[] disk) {
    return new ParallelsMaker(false, 63).file(disk);
  }

  @Override
  protected byte[] disk(SplittableRandom random) {
    return Disks.ofSectors(random);
  }
}
