// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.util.Optional;

/** Deflate by {@link java.util.zip}. */
public final class JdkDeflate implements DeflateCodec {
  /** Level 6 with the JDK's 32 KiB window is smaller than qemu-img's level 6 with 4 KiB. */
  private static final int DEFAULT_LEVEL = 6;

  /** Called by the service loader. */
  public JdkDeflate() {}

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Unpacker unpacker(boolean wrapped) {
    return new JdkInflating(wrapped);
  }

  @Override
  public Packer packer(boolean wrapped, Optional<Integer> level) {
    return new JdkDeflating(wrapped, level.orElse(DEFAULT_LEVEL));
  }
}
