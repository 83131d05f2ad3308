// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.io.IOException;
import org.diskmill.image.write.WriteOptions;

class Qcow2ZstdContractTest extends FormatContract {
  private static final WriteOptions OPTIONS =
      WriteOptions.of("qcow2").withAll("compression_type=zstd").compressed(true);

  @Override
  protected String format() {
    return "qcow2";
  }

  @Override
  protected byte[] file(byte[] disk) throws IOException {
    return Written.file(disk, OPTIONS, 2);
  }
}
