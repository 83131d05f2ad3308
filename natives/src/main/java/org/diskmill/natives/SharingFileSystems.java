// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Which file systems may be able to share storage, so that others cost no native call at all. */
final class SharingFileSystems {
  private static final Set<String> ABLE =
      Set.of("bcachefs", "btrfs", "cifs", "nfs", "nfs4", "ocfs2", "overlay", "smb3", "xfs", "zfs");

  private SharingFileSystems() {}

  static boolean maybe(Path path) throws IOException {
    return ABLE.contains(Files.getFileStore(path).type());
  }
}
