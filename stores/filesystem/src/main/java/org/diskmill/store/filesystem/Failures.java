// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.diskmill.store.Interceptor;
import org.diskmill.store.StoreCall;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;

/** Turns what the operating system said into what a caller can act on. */
record Failures(Root root) implements Interceptor {
  /** The JDK hands on the system's words and no numbers; these are those of the C library. */
  private static final List<String> FULL =
      List.of("No space left on device", "quota exceeded", "File too large");

  private static final List<String> DENIED =
      List.of("Read-only file system", "Permission denied", "Operation not permitted");

  /** Below this, a failure in words of another language is taken for a full disk. */
  private static final long ALMOST_NOTHING = 64 << 10;

  @Override
  public <T> T around(StoreCall call, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (StoreException | ClosedChannelException known) {
      throw known;
    } catch (IOException failed) {
      // If the directory is not there, all else that was noticed follows from that.
      root.requireHere();
      throw new StoreException(
          reason(failed), root + ": " + call + ": " + describe(failed), failed);
    }
  }

  private Reason reason(IOException failed) throws IOException {
    if (failed instanceof NoSuchFileException) {
      return Reason.GONE;
    }
    if (failed instanceof AccessDeniedException || says(failed, DENIED)) {
      return Reason.DENIED;
    }
    if (failed instanceof FileAlreadyExistsException
        || failed instanceof NotDirectoryException
        || failed instanceof DirectoryNotEmptyException) {
      return Reason.CONFLICT;
    }
    return says(failed, FULL) || root.usableSpace() < ALMOST_NOTHING
        ? Reason.FULL
        : Reason.UNREACHABLE;
  }

  private static boolean says(IOException failed, List<String> words) {
    String message = String.valueOf(failed.getMessage());
    return words.stream().anyMatch(message::contains);
  }

  private static String describe(IOException failed) {
    boolean nameOnly = failed instanceof FileSystemException about && about.getReason() == null;
    return nameOnly
        ? failed.getMessage() + " (" + failed.getClass().getSimpleName() + ")"
        : String.valueOf(failed.getMessage());
  }
}
