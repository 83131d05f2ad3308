// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.Upload;

/** A program that publishes an object, and is gone at a given call to the disk. */
final class CrashingProcess {
  static final ObjectKey KEY = new ObjectKey("images/crash");
  static final int GONE = 77;

  private CrashingProcess() {}

  /**
   * Runs it.
   *
   * @param args the store's directory; where to write the token down; at which call to stop; absent
   *     or whatever
   */
  public static void main(String[] args) throws IOException {
    Path note = Path.of(args[1]);
    Precondition when =
        args[3].equals("absent") ? new Precondition.Absent() : new Precondition.Whatever();
    DiskCalls halting = new Halting(Integer.parseInt(args[2]));
    FilesystemOptions options = new FilesystemOptions(false, 10, 2 * Filling.PART, false);
    try (Store store = FilesystemStore.open(Path.of(args[0]), options, halting);
        Upload upload = store.begin(KEY)) {
      Files.writeString(
          note, upload.token().toString(), StandardCharsets.UTF_8, StandardOpenOption.CREATE);
      upload.stage(Filling.putAll(upload, Filling.content(1))).publish(when);
    }
  }

  /** Ends the process at a call; a write is half done by then. */
  private static final class Halting extends DecoratedCalls {
    private final int last;
    private int calls;

    Halting(int last) {
      this.last = last;
    }

    @Override
    void before(String call) {
      calls++;
      if (calls == last) {
        Runtime.getRuntime().halt(GONE);
      }
    }

    @Override
    public void write(FileChannel file, ByteBuffer src, long at) throws IOException {
      if (calls + 1 == last) {
        int unused = file.write(src.duplicate().limit(src.position() + src.remaining() / 2), at);
      }
      super.write(file, src, at);
    }
  }
}
