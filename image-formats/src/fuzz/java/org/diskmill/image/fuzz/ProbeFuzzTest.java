// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of which nobody knows what they are: recognised, inspected, opened. */
class ProbeFuzzTest {
  static Stream<byte[]> files() {
    return Stream.concat(
        Samples.written("raw", "qcow2,cluster_size=512", "vmdk", "vhd", "vdi", "parallels"),
        Samples.qcow());
  }

  @MethodSource("files")
  @FuzzTest
  void inspection(byte[] file) throws IOException {
    new Stranger(file, "raw").inspect();
  }
}
