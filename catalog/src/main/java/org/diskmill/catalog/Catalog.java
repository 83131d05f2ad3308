// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The image records of one service.
 *
 * <p>What a method changed is on disk when it returns. Safe for use by many threads.
 */
public interface Catalog extends AutoCloseable {
  /** Records a new, queued image under a fresh UUID. */
  ImageRecord create(String name, Map<String, String> properties) throws IOException;

  /** The image of that UUID, deleted ones included. */
  Optional<ImageRecord> find(UUID id) throws IOException;

  /** The images that are not deleted, oldest first. */
  List<ImageRecord> list() throws IOException;

  /** Those of {@link #list} that have this name, oldest first. */
  List<ImageRecord> named(String name) throws IOException;

  /**
   * Replaces a record by a changed copy of it.
   *
   * @param changed made with {@link ImageRecord#edit} from the record that the catalogue has now
   * @return the record as it is stored, with its new version and time
   * @throws StaleRecordException when someone else changed the record since it was read
   * @throws StatusException when the new status may not follow the old one
   */
  ImageRecord update(ImageRecord changed) throws IOException;

  @Override
  void close() throws IOException;
}
