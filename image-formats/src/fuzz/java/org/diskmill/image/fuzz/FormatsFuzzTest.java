// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.diskmill.image.format.iso.IsoFiles;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One target a format. An ordinary run replays the samples and all findings in {@code
 * src/fuzz/resources}; CONTRIBUTING.md says how to look for new ones.
 */
class FormatsFuzzTest {
  static Stream<byte[]> qcow2Files() {
    return Samples.written(
        "qcow2,cluster_size=512",
        "qcow2,cluster_size=4k,compat=0.10",
        "qcow2,cluster_size=16k,extended_l2=on",
        "qcow2,cluster_size=512,refcount_bits=1",
        "-c qcow2,cluster_size=4k",
        "-c qcow2,cluster_size=4k,compression_type=zstd");
  }

  @MethodSource("qcow2Files")
  @FuzzTest
  void qcow2(byte[] file) throws IOException {
    new Stranger(file, "qcow2").meet();
  }

  static Stream<byte[]> qcowFiles() {
    return Samples.qcow();
  }

  @MethodSource("qcowFiles")
  @FuzzTest
  void qcow(byte[] file) throws IOException {
    new Stranger(file, "qcow").meet();
  }

  static Stream<byte[]> vmdkFiles() {
    return Samples.written("vmdk", "vmdk,subformat=streamOptimized");
  }

  @MethodSource("vmdkFiles")
  @FuzzTest
  void vmdk(byte[] file) throws IOException {
    new Stranger(file, "vmdk").meet();
  }

  @MethodSource("noPatches")
  @FuzzTest
  void vhd(byte[] patches) throws IOException {
    byte[] file = BlockFiles.vhd(BlockFiles.VHD, patches);
    new Stranger(file, "vhd").meet();
    Sums.ofVhd(file);
    new Stranger(file, "vhd").meet();
  }

  @MethodSource("noPatches")
  @FuzzTest
  void vhdx(byte[] patches) throws IOException {
    new Stranger(BlockFiles.vhdx(patches), "vhdx").meet();
  }

  static Stream<byte[]> noPatches() {
    return Stream.of(new byte[0]);
  }

  @MethodSource("noPatches")
  @FuzzTest
  void vdi(byte[] patches) throws IOException {
    new Stranger(BlockFiles.vdi(BlockFiles.VDI, patches), "vdi").meet();
  }

  @MethodSource("noPatches")
  @FuzzTest
  void iso(byte[] patches) throws IOException {
    byte[] file = BlockFiles.iso(patches);
    new Stranger(file, "iso").meet();
    IsoFiles.sumTags(file);
    new Stranger(file, "iso").meet();
  }

  static Stream<byte[]> parallelsFiles() {
    return Samples.written("parallels,cluster_size=4k");
  }

  @MethodSource("parallelsFiles")
  @FuzzTest
  void parallels(byte[] file) throws IOException {
    new Stranger(file, "parallels").meet();
  }
}
