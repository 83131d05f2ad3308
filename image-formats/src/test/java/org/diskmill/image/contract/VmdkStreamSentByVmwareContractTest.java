// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.SplittableRandom;
import org.diskmill.image.format.vmdk.VmdkFiles;

class VmdkStreamSentByVmwareContractTest extends FormatContract {
  @Override
  protected String format() {
    return "vmdk";
  }

  @Override
  protected byte[] disk(SplittableRandom random) {
    return Disks.ofSectors(random);
  }

  @Override
  protected byte[] file(byte[] disk) {
    return VmdkFiles.stream(disk, VmdkFiles.Stream.SENT);
  }
}
