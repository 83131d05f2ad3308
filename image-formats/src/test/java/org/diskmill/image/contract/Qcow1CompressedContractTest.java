// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

class Qcow1CompressedContractTest extends FormatContract {
  @Override
  protected String format() {
    return "qcow";
  }

  @Override
  protected byte[] file(byte[] disk) {
    return new QcowMaker(true, "").file(disk);
  }
}
