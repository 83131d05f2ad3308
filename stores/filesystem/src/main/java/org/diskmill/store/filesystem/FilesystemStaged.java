// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.Staged;

/** A whole file in the folder of its upload. */
record FilesystemStaged(Publisher publisher, UploadFolder folder, long size, String version)
    implements Staged {
  @Override
  public ObjectKey key() {
    return folder.token().key();
  }

  @Override
  public Source open() throws IOException {
    publisher.requireUnchanged(this);
    return Sources.file(folder.data());
  }

  @Override
  public ObjectStat publish(Precondition when) throws IOException {
    return publisher.publish(this, when);
  }

  @Override
  public void discard() throws IOException {
    publisher.discard(folder);
  }

  ObjectStat stat() {
    return new ObjectStat(key(), size, version);
  }
}
