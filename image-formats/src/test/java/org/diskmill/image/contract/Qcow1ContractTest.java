// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

class Qcow1ContractTest extends FormatContract {
  @Override
  protected String format() {
    return "qcow";
  }

  @Override
  protected byte[] file(byte[] disk) {
    return new QcowMaker(false, "").file(disk);
  }
}
