// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diskmill.io.Source;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;
import org.diskmill.testkit.Patterns;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another process is stopped at every call to the disk, one after another; the next start shows the
 * old object or the new one, and the work can go on.
 */
class ProcessCrashTest {
  private static final byte[] OLD = Patterns.bytes(9, 1234);
  private static final byte[] NEW = Filling.content(1);
  private static final int MOST_CALLS = 60;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"absent", "whatever"})
  void aProcessMayEndAtAnyCall(String when) throws Exception {
    int crashes = 0;
    for (int call = 1; crashesAt(call, when); call++) {
      crashes++;
      assertThat(crashes).isLessThan(MOST_CALLS);
    }
    // Fewer would mean that it did not pass through all of begin, put, stage and publish.
    assertThat(crashes).isGreaterThan(20);
  }

  private boolean crashesAt(int call, String when) throws Exception {
    Path root = Files.createDirectory(folder.resolve(when + call));
    Path note = folder.resolve(when + call + ".token");
    boolean old = when.equals("whatever");
    if (old) {
      try (Store store = FilesystemStore.open(root)) {
        Filling.stage(store, CrashingProcess.KEY, OLD).publish(new Precondition.Absent());
      }
    }
    int exit = run(root, note, call, when);
    assertThat(exit).isIn(0, CrashingProcess.GONE);
    assertRepaired(root, note, old);
    return exit != 0;
  }

  private static void assertRepaired(Path root, Path note, boolean old) throws IOException {
    try (Store store = FilesystemStore.open(root)) {
      Optional<byte[]> shown = read(store);
      assertThat(shown.isPresent() || !old).isTrue();
      shown.ifPresent(bytes -> assertThat(bytes).isIn(old ? OLD : NEW, NEW));
      boolean published = shown.isPresent() && Arrays.equals(shown.get(), NEW);
      boolean ended = goOn(store, note, published);
      if (ended) {
        assertThat(read(store)).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(NEW));
      }
      // Only uploads whose token was lost can be left, and a sweeper finds them.
      UploadListing uploads = store.uploads().orElseThrow();
      for (UploadListing.Pending pending : uploads.pending()) {
        assertThat(ended).isFalse();
        uploads.abandon(pending.token());
      }
    }
    assertThat(names(root.resolve(".staging"))).isSubsetOf("lock");
  }

  /** Goes on with the token that was written down, if there is one. */
  private static boolean goOn(Store store, Path note, boolean published) throws IOException {
    if (!Files.exists(note) || Files.size(note) == 0) {
      return false;
    }
    try (Upload upload = store.resume(UploadToken.parse(Files.readString(note)))) {
      // Going on would change what others can see already.
      assertThat(published).isFalse();
      upload.stage(Filling.putAll(upload, NEW)).publish(new Precondition.Whatever());
    } catch (StoreException ended) {
      assertThat(ended.reason()).isEqualTo(StoreException.Reason.GONE);
    }
    return true;
  }

  private static Optional<byte[]> read(Store store) throws IOException {
    Optional<ObjectStat> stat = store.stat(CrashingProcess.KEY);
    if (stat.isEmpty()) {
      return Optional.empty();
    }
    try (Source source = store.open(stat.get())) {
      ByteBuffer all = ByteBuffer.allocate((int) source.size());
      source.readFully(0, all);
      return Optional.of(all.array());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int run(Path root, Path note, int call, String when) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            CrashingProcess.class.getName(),
            root.toString(),
            note.toString(),
            Integer.toString(call),
            when))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
    return process.waitFor();
  }

  /** Where the classes are, whether these tests run on a class path or as a module. */
  private static String classPath() {
    return Stream.of(
            CrashingProcess.class,
            FilesystemStore.class,
            Store.class,
            Source.class,
            Patterns.class,
            NullMarked.class)
        .map(ProcessCrashTest::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> type) {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    URL url = type.getResource(name);
    if (url == null) {
      throw new IllegalStateException(name + ": not found");
    }
    String place = url.toString();
    String whole = place.substring(0, place.length() - name.length());
    try {
      return whole.startsWith("jar:")
          ? Path.of(new URI(whole.substring(4, whole.length() - 1))).toString()
          : Path.of(new URI(whole)).toString();
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException(place, wrong);
    }
  }
}
