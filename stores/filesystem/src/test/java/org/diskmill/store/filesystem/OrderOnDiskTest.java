// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartDigests;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;
import org.diskmill.store.Store;
import org.diskmill.store.Upload;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must have reached the disk before what comes next. */
class OrderOnDiskTest {
  private static final ObjectKey KEY = new ObjectKey("folder/object");

  @TempDir
  Path root;

  private final List<String> calls = new ArrayList<>();
  private final DiskCalls recording = new DecoratedCalls() {
    @Override
    void after(String call) {
      calls.add(call);
    }

    @Override
    public void force(FileChannel file, boolean metadata) throws IOException {
      super.force(file, metadata);
      calls.set(calls.size() - 1, metadata ? "force all" : "force bytes");
    }
  };

  @Test
  void anObjectIsForcedThenNamedThenItsNameIsForcedAndOnlyThenItsFolderGoes() throws IOException {
    assertOrder(new Precondition.Absent(), "link object");
  }

  @Test
  void soItIsWhenAnObjectIsReplaced() throws IOException {
    assertOrder(new Precondition.Whatever(), "replace object");
  }

  private void assertOrder(Precondition when, String naming) throws IOException {
    try (Store store = open(FilesystemOptions.DEFAULT)) {
      Staged staged = Filling.stage(store, KEY, Filling.content(1));
      List<String> staging = List.copyOf(calls);
      calls.clear();
      staged.publish(when);
      // The bytes; what the file will be, forced whole; the receipts and their force.
      assertThat(staging)
          .endsWith(
              "write", "write", "write", "length", "stamp", "force all", "write", "force all");
      String top = String.valueOf(root.toRealPath().getFileName());
      assertThat(calls)
          .startsWith("mkdir folder", "force " + top, naming, "force folder", "delete data")
          .filteredOn(call -> !call.startsWith("delete"))
          .hasSize(4);
    }
  }

  @Test
  void aTokenIsNotToldBeforeItsFolderWouldSurvive() throws IOException {
    try (Store store = open(FilesystemOptions.DEFAULT)) {
      calls.clear();
      try (Upload upload = store.begin(KEY)) {
        assertThat(calls)
            .endsWith("write", "force all", "force " + upload.token().id(), "force .staging");
      }
    }
  }

  @Test
  void receiptsAreWrittenAfterTheBytesOfManyPartsWereForcedAtOnce() throws IOException {
    try (Store store = open(new FilesystemOptions(false, 10, 3 * Filling.PART, false));
        Upload upload = store.begin(KEY)) {
      calls.clear();
      byte[] content = Patterns.bytes(2, 7 * Filling.PART);
      Filling.putAll(upload, content);
      List<String> batch = List.of("write", "write", "write", "force bytes", "write", "force all");
      List<String> expected = new ArrayList<>(batch);
      expected.addAll(batch);
      expected.add("write");
      assertThat(calls).isEqualTo(expected);
      assertThat(upload.received()).hasSize(7);
      assertThat(calls).endsWith("force bytes", "write", "force all");
    }
  }

  @Test
  void aReceiptIsTakenBackBeforeItsBytesAreWrittenOver() throws IOException {
    try (Store store = open(FilesystemOptions.DEFAULT);
        Upload upload = store.begin(KEY)) {
      Filling.putAll(upload, Filling.content(3));
      assertThat(upload.received()).hasSize(3);
      calls.clear();
      ByteBuffer other = ByteBuffer.wrap(Filling.content(4), 0, Filling.PART).slice();
      upload.put(0, 0, other, PartDigests.of(other));
      assertThat(calls).containsExactly("write", "force all", "write");
    }
  }

  @Test
  void zerosWhereNothingIsStoredAreNotWritten() throws IOException {
    try (Store store = open(FilesystemOptions.DEFAULT);
        Upload upload = store.begin(KEY)) {
      calls.clear();
      Filling.putAll(upload, new byte[5 * Filling.PART]);
      assertThat(calls).isEmpty();
    }
  }

  @Test
  void aDeletionIsForced() throws IOException {
    try (Store store = open(FilesystemOptions.DEFAULT)) {
      Filling.stage(store, KEY, Filling.content(5)).publish(new Precondition.Absent());
      calls.clear();
      store.delete(KEY, new Precondition.Whatever());
      assertThat(calls).containsExactly("delete object", "force folder");
    }
  }

  private Store open(FilesystemOptions options) throws IOException {
    return FilesystemStore.open(root, options, recording);
  }
}
