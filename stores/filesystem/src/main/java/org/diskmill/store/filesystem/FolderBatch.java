// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.diskmill.store.ObjectKey;

/**
 * The next entries of a folder in the order of keys, so many that they fit in memory however many
 * the folder has.
 *
 * <p>A folder's name sorts with a slash at its end, as in the keys of what is in it; that is what
 * makes the walk's order the keys' order.
 *
 * @param entries in order
 * @param more whether there may be others behind them
 * @param last what to go on after
 */
record FolderBatch(Collection<Entry> entries, boolean more, String last) {
  private static final int MOST = 4096;

  /** What an entry is. */
  enum Kind {
    OBJECT,
    FOLDER,
    /** Not ours: no key, or neither file nor folder. */
    FOREIGN
  }

  /**
   * An entry of a folder.
   *
   * @param order the key so far; for folders with a slash at the end
   */
  record Entry(String name, String order, Kind kind) {}

  /** The entries that are, or may hold, keys after {@code after}. */
  static FolderBatch read(Path folder, String prefix, String after) throws IOException {
    TreeMap<String, Entry> smallest = new TreeMap<>();
    boolean more = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        String name = String.valueOf(path.getFileName());
        String key = prefix + name;
        if (isOurs(key) || isBefore(key, after)) {
          continue;
        }
        if (smallest.size() == MOST && key.compareTo(smallest.lastKey()) > 0) {
          more = true;
          continue;
        }
        Entry entry = entry(path, name, key);
        if (isAfter(entry, after)) {
          smallest.put(entry.order(), entry);
        }
        if (smallest.size() > MOST) {
          smallest.pollLastEntry();
          more = true;
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    } catch (NoSuchFileException removedMeanwhile) {
      return new FolderBatch(List.of(), false, after);
    }
    return new FolderBatch(smallest.values(), more, more ? smallest.lastKey() : after);
  }

  /** Told by the name alone, since asking what each is would make long folders slow. */
  private static boolean isBefore(String key, String after) {
    String folder = key + "/";
    return folder.compareTo(after) < 0 && !after.startsWith(folder);
  }

  private static boolean isAfter(Entry entry, String after) {
    return entry.order().compareTo(after) > 0
        || (entry.kind() == Kind.FOLDER
            && after.length() > entry.order().length()
            && after.startsWith(entry.order()));
  }

  private static boolean isOurs(String key) {
    return key.equals(StagingArea.NAME) || key.equals(StoreId.NAME);
  }

  private static Entry entry(Path path, String name, String key) throws IOException {
    if (!ObjectKey.valid(key)) {
      return new Entry(name, key, Kind.FOREIGN);
    }
    try {
      BasicFileAttributes what =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (what.isDirectory()) {
        return new Entry(name, key + "/", Kind.FOLDER);
      }
      return new Entry(name, key, what.isRegularFile() ? Kind.OBJECT : Kind.FOREIGN);
    } catch (NoSuchFileException removedMeanwhile) {
      // An object that is not there is passed over when it is looked at.
      return new Entry(name, key, Kind.OBJECT);
    }
  }
}
