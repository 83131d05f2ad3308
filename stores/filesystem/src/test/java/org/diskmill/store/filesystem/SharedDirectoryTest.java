// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others use the same directory: other stores, and people with links. */
class SharedDirectoryTest {
  private static final ObjectKey KEY = new ObjectKey("k");
  private static final Precondition ABSENT = new Precondition.Absent();

  @TempDir
  Path folder;

  private Path root;
  private Path outside;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    outside = Files.createDirectory(folder.resolve("outside"));
    store = FilesystemStore.open(root);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void anUploadThatSomebodyIsAtWorkOnIsBusy() throws IOException {
    try (Store other = FilesystemStore.open(root)) {
      UploadToken token;
      try (Upload upload = store.begin(KEY)) {
        token = upload.token();
        Filling.putAll(upload, Filling.content(1));
        assertFails(Reason.BUSY, () -> store.resume(token));
        assertFails(Reason.BUSY, () -> other.resume(token));
        UploadListing uploads = other.uploads().orElseThrow();
        assertFails(Reason.BUSY, () -> uploads.abandon(token));
      }
      try (Upload upload = other.resume(token)) {
        assertThat(upload.received()).hasSize(3);
      }
    }
  }

  @Test
  void abortingAnUploadThatSomebodyTookUpIsBusy() throws IOException {
    Upload first = store.begin(KEY);
    first.close();
    try (Upload second = store.resume(first.token())) {
      assertFails(Reason.BUSY, first::abort);
      second.stage(Filling.putAll(second, Filling.content(2))).publish(ABSENT);
    }
    first.abort();
    assertThat(store.stat(KEY)).isPresent();
  }

  @Test
  void whatIsStagedAndThenChangedIsNotPublished() throws IOException {
    Staged staged = Filling.stage(store, KEY, Filling.content(3));
    try (Stream<Path> files = Files.walk(root.resolve(".staging"))) {
      Path data = files.filter(file -> file.endsWith("data")).findFirst().orElseThrow();
      Files.writeString(data, "something else");
    }
    assertFails(Reason.CORRUPTED, () -> staged.publish(ABSENT));
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void aLinkIsNoObject() throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("k"), outside.resolve("secret"));
    assertThat(store.stat(KEY)).isEmpty();
    assertFails(Reason.GONE, () -> store.open(new ObjectStat(KEY, 6, "1")));
    Page page = store.list(Optional.empty(), Optional.empty());
    assertThat(page.objects()).isEmpty();
    assertThat(page.foreign()).isEqualTo(1);
  }

  @Test
  void aLinkIsNoFolder() throws IOException {
    Files.createSymbolicLink(root.resolve("d"), outside);
    Files.writeString(outside.resolve("x"), "x");
    ObjectKey key = new ObjectKey("d/x");
    assertThat(store.stat(key)).isEmpty();
    store.delete(key, new Precondition.Whatever());
    assertThat(outside.resolve("x")).exists();
    Staged staged = Filling.stage(store, new ObjectKey("d/y"), Filling.content(4));
    assertFails(Reason.CONFLICT, () -> staged.publish(ABSENT));
    assertThat(outside.resolve("y")).doesNotExist();
    Page page = store.list(Optional.of(new ObjectKey("d")), Optional.empty());
    assertThat(page.objects()).isEmpty();
  }

  @Test
  void anObjectAndAFolderDoNotShareAName() throws IOException {
    Filling.stage(store, KEY, Filling.content(5)).publish(ABSENT);
    Staged below = Filling.stage(store, new ObjectKey("k/below"), Filling.content(6));
    assertFails(Reason.CONFLICT, () -> below.publish(ABSENT));
    Filling.stage(store, new ObjectKey("f/x"), Filling.content(7)).publish(ABSENT);
    Staged above = Filling.stage(store, new ObjectKey("f"), Filling.content(8));
    assertFails(Reason.CONFLICT, () -> above.publish(ABSENT));
    assertFails(Reason.CONFLICT, () -> above.publish(new Precondition.Whatever()));
    assertThat(store.stat(new ObjectKey("f/x"))).isPresent();
  }

  private static void assertFails(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }
}
