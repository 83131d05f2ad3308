// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;

/**
 * One page of a listing: walks folders in the order of keys, from where the last page ended.
 *
 * <p>Used by one thread at a time.
 */
final class Listing {
  private final Root root;
  private final int most;
  private final String after;
  private final List<ObjectStat> found = new ArrayList<>();
  private long foreign;
  private long foreignOnPage;

  Listing(Root root, int most, Optional<ObjectKey> after) {
    this.root = root;
    this.most = most;
    this.after = after.map(ObjectKey::value).orElse("");
  }

  Page page(Optional<ObjectKey> folder) throws IOException {
    String prefix = folder.map(key -> key.value() + "/").orElse("");
    Path start = folder.map(root::file).orElse(root.path());
    boolean there = folder.isEmpty()
        || (root.hasFolders(folder.get()) && Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS));
    if (there) {
      walk(start, prefix);
    }
    // One more than a page has, to know whether there is another.
    return found.size() > most
        ? new Page(found.subList(0, most), Optional.of(found.get(most - 1).key()), foreignOnPage)
        : new Page(found, Optional.empty(), foreign);
  }

  private boolean full() {
    return found.size() > most;
  }

  private void walk(Path folder, String prefix) throws IOException {
    String from = after;
    boolean more = true;
    while (more && !full()) {
      FolderBatch batch = FolderBatch.read(folder, prefix, from);
      Collection<FolderBatch.Entry> entries = batch.entries();
      for (FolderBatch.Entry entry : entries) {
        if (full()) {
          return;
        }
        visit(folder, entry);
      }
      more = batch.more();
      from = batch.last();
    }
  }

  private void visit(Path folder, FolderBatch.Entry entry) throws IOException {
    switch (entry.kind()) {
      case FOREIGN -> foreign++;
      case FOLDER -> walk(folder.resolve(entry.name()), entry.order());
      case OBJECT -> {
        ObjectKey key = new ObjectKey(entry.order());
        Optional<ObjectStat> stat = Versions.stat(key, root.file(key));
        stat.ifPresent(this::add);
      }
    }
  }

  private void add(ObjectStat stat) {
    found.add(stat);
    if (found.size() == most) {
      foreignOnPage = foreign;
    }
  }
}
