// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import java.util.SplittableRandom;
import org.diskmill.image.write.WriteOptions;

class ParallelsSmallClustersContractTest extends FormatContract {
  private static final WriteOptions OPTIONS =
      WriteOptions.of("parallels").withAll("cluster_size=512");

  @Override
  protected String format() {
    return "parallels";
  }

  @Override
  protected byte[] file(byte[] disk) throws IOException {
    return Written.file(disk, OPTIONS, 2);
  }

  @Override
  protected byte[] disk(SplittableRandom random) {
    return Disks.ofSectors(random);
  }
}
