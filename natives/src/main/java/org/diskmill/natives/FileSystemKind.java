// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a file system's name tells of it, so that where nothing would come of a native call, none is made. */
final class FileSystemKind {
  private static final Set<String> SHARING =
      Set.of("bcachefs", "btrfs", "cifs", "nfs", "nfs4", "ocfs2", "overlay", "smb3", "xfs", "zfs");

  private static final Set<String> IN_MEMORY = Set.of("hugetlbfs", "ramfs", "tmpfs");

  private FileSystemKind() {}

  /** Whether files there may be able to share storage. */
  static boolean mayShare(Path path) {
    return SHARING.contains(of(path));
  }

  /** Whether there is no storage to write to. */
  static boolean inMemory(Path path) {
    return IN_MEMORY.contains(of(path));
  }

  private static String of(Path path) {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException unlisted) {
      // The JDK looks for the mount in a list that need not have it, or be there, in a container.
      return "";
    }
  }
}
