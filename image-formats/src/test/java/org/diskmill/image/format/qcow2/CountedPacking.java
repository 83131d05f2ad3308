// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.write.UnitEncoder;

/** The encoders of qcow2's clusters, with a count of what was packed. */
public final class CountedPacking {
  private final AtomicInteger packed = new AtomicInteger();

  /** Counts from 0. */
  public CountedPacking() {}

  /** The encoder of compressed clusters. */
  public UnitEncoder encoder(Packing packing) {
    return new ClusterPacking(packing, () -> new Counting(Codecs.packer(packing)));
  }

  /** The encoder of plain clusters. */
  public static UnitEncoder plain() {
    return new PlainClusters(512L << 20);
  }

  /** How many clusters were packed. */
  public int packed() {
    return packed.get();
  }

  private final class Counting implements Packer {
    private final Packer inner;

    Counting(Packer inner) {
      this.inner = inner;
    }

    @Override
    public boolean pack(ByteBuffer plain, ByteBuffer stored) {
      packed.incrementAndGet();
      return inner.pack(plain, stored);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
