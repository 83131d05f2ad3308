// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.Upload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operating system refuses, or answers wrongly. */
class FailingDiskTest {
  private static final ObjectKey KEY = new ObjectKey("k");
  private static final Precondition ABSENT = new Precondition.Absent();

  @TempDir
  Path root;

  /** Failures to come, each at the first call that begins with its word. */
  private final List<Fault> faults = new ArrayList<>();

  private Store store;

  private record Fault(String call, boolean done, IOException failure) {}

  @BeforeEach
  void open() throws IOException {
    store = FilesystemStore.open(root, FilesystemOptions.DEFAULT, new FaultyCalls());
  }

  @Test
  void aFullDiskIsSaidToBeFullAndTheWorkGoesOnWhenThereIsRoom() throws IOException {
    byte[] content = Filling.content(1);
    try (Upload upload = store.begin(KEY)) {
      fail("write", new IOException("No space left on device"));
      assertFails(Reason.FULL, () -> Filling.putAll(upload, content));
      assertThat(upload.received()).isEmpty();
      upload.stage(Filling.putAll(upload, content)).publish(ABSENT);
    }
    assertThat(store.stat(KEY)).isPresent();
  }

  @Test
  void whatIsNotAllowedIsDenied() throws IOException {
    fail("mkdir", new AccessDeniedException("x"));
    assertFails(Reason.DENIED, () -> store.begin(KEY));
    fail("mkdir", new FileSystemException("x", null, "Read-only file system"));
    assertFails(Reason.DENIED, () -> store.begin(KEY));
  }

  @Test
  void aStaleHandleIsWorthRetrying() throws IOException {
    Staged staged = Filling.stage(store, KEY, Filling.content(2));
    fail("link", new FileSystemException("x", null, "Stale file handle"));
    assertFails(Reason.UNREACHABLE, () -> staged.publish(ABSENT));
    staged.publish(ABSENT);
    assertThat(store.stat(KEY)).isPresent();
  }

  @Test
  void aLinkWhoseAnswerWasLostIsKnownAsOurs() throws IOException {
    Staged staged = Filling.stage(store, KEY, Filling.content(3));
    // A network file system repeats the request, and the repetition finds the name taken.
    faults.add(new Fault("link", true, new FileAlreadyExistsException("k")));
    ObjectStat stat = staged.publish(ABSENT);
    assertThat(store.stat(KEY)).contains(stat);
  }

  @Test
  void aRenameWhoseAnswerWasLostIsKnownAsOurs() throws IOException {
    Filling.stage(store, KEY, Filling.content(4)).publish(ABSENT);
    Staged staged = Filling.stage(store, KEY, Filling.content(5));
    faults.add(new Fault("replace", true, new NoSuchFileException("data")));
    ObjectStat stat = staged.publish(new Precondition.Whatever());
    assertThat(store.stat(KEY)).contains(stat);
  }

  @Test
  void whatANewNameNeedsMayFailAndBeRepeated() throws IOException {
    for (String call : List.of("link", "force " + root.toRealPath().getFileName(), "delete data")) {
      Staged staged = Filling.stage(store, KEY, Filling.content(6));
      faults.add(new Fault(call, true, new IOException("Input/output error")));
      assertFails(Reason.UNREACHABLE, () -> staged.publish(ABSENT));
      ObjectStat stat = staged.publish(ABSENT);
      assertThat(store.stat(KEY)).contains(stat);
      store.delete(KEY, new Precondition.Whatever());
      assertThat(store.uploads().orElseThrow().pending()).isEmpty();
    }
  }

  @Test
  void afterAForceThatFailedThePartsMustComeAgain() throws IOException {
    byte[] content = Filling.content(7);
    try (Upload upload = store.begin(KEY)) {
      List<PartReceipt> lost = Filling.putAll(upload, content);
      fail("force", new IOException("Input/output error"));
      assertThatThrownBy(upload::received).isInstanceOf(StoreException.class);
      // The kernel may have thrown the bytes away, and a second force would say nothing of it.
      assertThat(upload.received()).isEmpty();
      assertFails(Reason.CORRUPTED, () -> upload.stage(lost));
      upload.stage(Filling.putAll(upload, content)).publish(ABSENT);
    }
  }

  @Test
  void withoutHardLinksAbsenceCannotBeACondition() throws IOException {
    Staged staged = Filling.stage(store, KEY, Filling.content(8));
    faults.add(new Fault("link", false, new NoLinks()));
    assertFails(Reason.UNSUPPORTED, () -> staged.publish(ABSENT));
    staged.publish(new Precondition.Whatever());
  }

  private static final class NoLinks extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private void fail(String call, IOException failure) {
    faults.add(new Fault(call, false, failure));
  }

  private static void assertFails(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }

  private final class FaultyCalls extends DecoratedCalls {
    @Override
    void before(String call) throws IOException {
      fail(call, false);
    }

    @Override
    void after(String call) throws IOException {
      fail(call, true);
    }

    private void fail(String call, boolean done) throws IOException {
      Optional<Fault> due = faults.stream()
          .filter(fault -> call.startsWith(fault.call()) && fault.done() == done)
          .findFirst();
      if (due.isPresent()) {
        faults.remove(due.get());
        if (due.get().failure() instanceof NoLinks) {
          throw new UnsupportedOperationException();
        }
        throw due.get().failure();
      }
    }
  }
}
