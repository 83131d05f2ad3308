// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.io.Sources;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image over what it names: a base that is as it should be, and the image itself, so that the
 * chain is a loop.
 */
class ChainFuzzTest {
  static Stream<byte[]> qcow2Overlays() {
    return Stream.concat(Samples.qcow(), Stream.of(Samples.overlay("qcow2,cluster_size=512")));
  }

  @MethodSource("qcow2Overlays")
  @FuzzTest
  void qcow2(byte[] file) throws IOException {
    meet(file, "qcow2");
  }

  static Stream<byte[]> vmdkDeltas() {
    return Stream.of(Samples.overlay("vmdk"));
  }

  @MethodSource("vmdkDeltas")
  @FuzzTest
  void vmdk(byte[] file) throws IOException {
    meet(file, "vmdk");
  }

  static Stream<byte[]> noPatches() {
    return Stream.of(new byte[0]);
  }

  @MethodSource("noPatches")
  @FuzzTest
  void vhd(byte[] patches) throws IOException {
    byte[] file = BlockFiles.vhd(BlockFiles.VHD_OVERLAY, patches);
    meet(file, "vhd");
    Sums.ofVhd(file);
    meet(file, "vhd");
  }

  @MethodSource("noPatches")
  @FuzzTest
  void vdi(byte[] patches) throws IOException {
    meet(BlockFiles.vdi(BlockFiles.VDI_OVERLAY, patches), "vdi");
  }

  private static void meet(byte[] file, String format) throws IOException {
    Stranger stranger = new Stranger(file, format);
    for (byte[] base : List.of(Samples.base(format), file)) {
      ReferenceResolver resolver =
          reference -> Optional.of(Sources.bytes("named by the stranger", ByteBuffer.wrap(base)));
      stranger.meetOver(
          OpenOptions.as(format).backingFormat(Optional.of(format)).references(resolver));
    }
  }
}
