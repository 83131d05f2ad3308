// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.Upload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's directory goes away under it, and another is at its place. */
class LostMountTest {
  private static final ObjectKey KEY = new ObjectKey("k");
  private static final Precondition ABSENT = new Precondition.Absent();

  @TempDir
  Path folder;

  private Path root;
  private Path away;

  @BeforeEach
  void places() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    away = folder.resolve("away");
  }

  @Test
  void nothingIsWrittenBelowALostMountAndWhenItIsBackTheWorkGoesOn() throws IOException {
    try (Store store = FilesystemStore.open(root);
        Upload upload = store.begin(KEY)) {
      List<PartReceipt> parts = Filling.putAll(upload, Filling.content(1));
      Staged staged = Filling.stage(store, new ObjectKey("other"), Filling.content(2));
      unmount();
      assertUnreachable(() -> store.begin(KEY));
      assertUnreachable(() -> Filling.putAll(upload, Filling.content(1)));
      assertUnreachable(() -> upload.stage(parts));
      assertUnreachable(() -> staged.publish(ABSENT));
      assertUnreachable(() -> staged.publish(new Precondition.Whatever()));
      assertUnreachable(() -> store.stat(KEY));
      assertUnreachable(() -> store.delete(KEY, new Precondition.Whatever()));
      assertUnreachable(() -> store.list(Optional.empty(), Optional.empty()));
      assertUnreachable(() -> store.uploads().orElseThrow().pending());
      try (Stream<Path> files = Files.list(root)) {
        assertThat(files).isEmpty();
      }
      mountAgain();
      staged.publish(ABSENT);
      upload.stage(parts).publish(ABSENT);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsNotMade() {
    Path missing = folder.resolve("missing");
    assertUnreachable(() -> FilesystemStore.open(missing));
    assertThat(missing).doesNotExist();
  }

  @Test
  void aDirectoryIsMadeOnRequest() throws IOException {
    Path missing = folder.resolve("missing/deep");
    FilesystemStore.open(missing, FilesystemOptions.DEFAULT.creating()).close();
    assertThat(missing).isDirectory();
  }

  @Test
  void aMountWithAnotherDeviceNumberIsKnownByItsId() throws IOException {
    try (Store store = FilesystemStore.open(root)) {
      unmount();
      // Other numbers, same id: what a network mount is after it came back.
      Files.copy(away.resolve(".store-id"), root.resolve(".store-id"));
      Filling.stage(store, KEY, Filling.content(3)).publish(ABSENT);
      assertThat(root.resolve("k")).exists();
    }
  }

  @Test
  void anotherStoreAtTheSamePlaceIsNotThisOne() throws IOException {
    try (Store store = FilesystemStore.open(root)) {
      unmount();
      FilesystemStore.open(root).close();
      assertUnreachable(() -> store.begin(KEY));
    }
  }

  private void unmount() throws IOException {
    Files.move(root, away);
    Files.createDirectory(root);
  }

  private void mountAgain() throws IOException {
    Files.delete(root);
    Files.move(away, root);
  }

  private static void assertUnreachable(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, failed -> {
      assertThat(failed.reason()).isEqualTo(StoreException.Reason.UNREACHABLE);
      assertThat(failed.worthRetrying()).isTrue();
    });
  }
}
