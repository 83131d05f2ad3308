// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.diskmill.io.Digest;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final ObjectKey KEY = new ObjectKey("images/one");
  private static final DiskCalls CALLS = new JdkDiskCalls();

  @TempDir
  Path folder;

  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("journal");
    Journal.create(path, KEY, CALLS);
  }

  @Test
  void theLastWordAboutAPartCounts() throws IOException {
    try (Journal journal = open()) {
      journal.received(List.of(part(2), part(0), part(1)));
      journal.dropped(List.of(1, 0));
      journal.received(List.of(part(1)));
    }
    assertThat(JournalText.read(path).parts()).containsExactly(part(1), part(2));
    assertThat(Journal.key(path)).contains(KEY);
  }

  @Test
  void cutAnywhereItSaysWhatWasWholeByThenAndCanBeWrittenOn() throws IOException {
    try (Journal journal = open()) {
      journal.received(List.of(part(0), part(1)));
    }
    byte[] whole = Files.readAllBytes(path);
    List<Integer> lineEnds = lineEnds(whole);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      int size = length;
      long lines = lineEnds.stream().filter(end -> end <= size).count();
      assertThat(Journal.key(path).isPresent()).isEqualTo(lines > 0);
      if (lines > 0) {
        assertThat(JournalText.read(path).parts()).hasSize((int) lines - 1);
        try (Journal journal = open()) {
          journal.received(List.of(part(7)));
        }
        assertThat(JournalText.read(path).parts()).hasSize((int) lines).contains(part(7));
      }
    }
  }

  @Test
  void aLineThatWasDamagedEndsIt() throws IOException {
    try (Journal journal = open()) {
      journal.received(List.of(part(0), part(1)));
    }
    byte[] whole = Files.readAllBytes(path);
    int second = lineEnds(whole).get(1);
    for (int at = second; at < whole.length - 1; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(path, damaged);
      assertThat(JournalText.read(path).parts()).containsExactly(part(0));
    }
  }

  @Test
  void aLineThatIsWholeAndMakesNoSenseIsCorruption() throws IOException {
    CRC32C sum = new CRC32C();
    String words = "part -1 0 10 SHA-256 00";
    sum.update(words.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(path, Files.readString(path) + words + " %08x\n".formatted(sum.getValue()));
    assertThatThrownBy(() -> JournalText.read(path))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void aVeryLongLineIsNotReadToItsEnd() throws IOException {
    Files.write(path, new byte[1 << 20]);
    assertThat(Journal.key(path)).isEmpty();
    assertThat(JournalText.read(path).wholeBytes()).isZero();
  }

  @Test
  void whatKeptALineFromStorageIsSaidAlsoIfItCannotBeTakenBack() throws IOException {
    DiskCalls full = new DecoratedCalls() {
      @Override
      public void write(FileChannel file, ByteBuffer src, long at) throws IOException {
        file.close();
        throw new IOException("No space left on device");
      }
    };
    try (Journal journal = Journal.open(path, JournalText.read(path), full)) {
      assertThatThrownBy(() -> journal.received(List.of(part(0))))
          .hasMessage("No space left on device")
          .hasSuppressedException(new ClosedChannelException());
    }
  }

  private Journal open() throws IOException {
    return Journal.open(path, JournalText.read(path), CALLS);
  }

  private static PartReceipt part(int index) {
    Digest digest = Digest.of(Digest.SHA_256, new byte[] {(byte) index, 1, 2});
    return new PartReceipt(index, index * 100L, 100, digest, "");
  }

  private static List<Integer> lineEnds(byte[] bytes) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }
}
