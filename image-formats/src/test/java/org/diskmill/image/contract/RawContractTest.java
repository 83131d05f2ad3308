// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

class RawContractTest extends FormatContract {
  @Override
  protected String format() {
    return "raw";
  }

  @Override
  protected byte[] file(byte[] disk) {
    return disk.clone();
  }
}
