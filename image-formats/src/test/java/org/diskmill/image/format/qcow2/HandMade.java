// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/**
 * A qcow2 file put together from the specification, byte by byte, for what no tool writes. The disk
 * has 256 clusters of 4 KiB. The header, the L1, an L2, the refcount table and a refcount block take a
 * cluster each, in that order; the rest is as it is asked for.
 */
final class HandMade {
  static final int CLUSTER = 4096;
  static final int DISK = 256 * CLUSTER;
  static final int L1 = CLUSTER;
  static final int L2 = 2 * CLUSTER;
  static final int REFCOUNT_TABLE = 3 * CLUSTER;
  static final int REFCOUNT_BLOCK = 4 * CLUSTER;
  static final long COPIED = 1L << 63;

  private final byte[] disk = new byte[DISK];
  private ByteBuffer file = ByteBuffer.allocate(5 * CLUSTER);
  private int extensionsAt;

  HandMade(int version) {
    int length = version == 2 ? 72 : 112;
    extensionsAt = length;
    number(0, 0x514649fb).number(4, version).number(20, 12).wide(24, DISK);
    number(36, 1).wide(40, L1).wide(48, REFCOUNT_TABLE).number(56, 1);
    if (version == 3) {
      number(96, 4).number(100, length);
    }
    wide(L1, L2 | COPIED).wide(REFCOUNT_TABLE, REFCOUNT_BLOCK);
    for (int cluster = 0; cluster < 5; cluster++) {
      refcount(cluster, 1);
    }
  }

  HandMade number(int at, int value) {
    file.putInt(at, value);
    return this;
  }

  HandMade wide(int at, long value) {
    file.putLong(at, value);
    return this;
  }

  HandMade bytes(int at, byte[] bytes) {
    file.put(at, bytes);
    return this;
  }

  HandMade refcount(int cluster, int count) {
    file.putShort(REFCOUNT_BLOCK + 2 * cluster, (short) count);
    return this;
  }

  /** Appends an extension; their end is the zeros that follow. */
  HandMade extension(int type, byte[] data) {
    number(extensionsAt, type).number(extensionsAt + 4, data.length).bytes(extensionsAt + 8, data);
    extensionsAt += 8 + (data.length + 7) / 8 * 8;
    return this;
  }

  /** Appends a name for the backing file after the end of the extensions. */
  HandMade backing(byte[] name) {
    int at = extensionsAt + 8;
    return wide(8, at).number(16, name.length).bytes(at, name);
  }

  /** Appends whole clusters that hold these bytes, and says where. */
  int append(byte[] bytes) {
    int at = file.capacity();
    int clusters = (bytes.length + CLUSTER - 1) / CLUSTER;
    file = ByteBuffer.allocate(at + clusters * CLUSTER)
        .put(file.clear())
        .put(bytes)
        .clear();
    for (int cluster = at / CLUSTER; cluster < file.capacity() / CLUSTER; cluster++) {
      refcount(cluster, 1);
    }
    return at;
  }

  HandMade entry(int guestCluster, long entry) {
    return wide(L2 + 8 * guestCluster, entry);
  }

  /** A cluster of data, and where it lies. */
  int data(int guestCluster, byte[] data) {
    int at = append(data);
    entry(guestCluster, at | COPIED);
    System.arraycopy(data, 0, disk, guestCluster * CLUSTER, data.length);
    return at;
  }

  /** The disk as far as {@link #data} has made it. */
  byte[] disk() {
    return disk.clone();
  }

  byte[] file() {
    return file.array().clone();
  }

  Source source() {
    return Sources.bytes("made", ByteBuffer.wrap(file()));
  }

  ImageInfo info() throws IOException {
    return Images.info(source(), OpenOptions.probing());
  }

  byte[] content(OpenOptions options) throws IOException {
    try (DiskImage image = Images.open(source(), options)) {
      return Memory.content(image);
    }
  }

  byte[] content() throws IOException {
    return content(OpenOptions.probing());
  }

  byte[] content(String snapshot) throws IOException {
    return content(OpenOptions.probing().snapshot(Optional.of(snapshot)));
  }

  CheckReport check() throws IOException {
    return new Qcow2Checker().check(source(), Limits.defaults(), Job.unattended());
  }

  /** The file without its last bytes. */
  Source cut(int bytes) {
    byte[] all = file();
    return Sources.bytes("cut", ByteBuffer.wrap(Arrays.copyOf(all, all.length - bytes)));
  }
}
