// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.image;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import org.diskmill.image.DiskImage;
import org.diskmill.io.Producer;
import org.diskmill.replication.ingest.Preparation;

/** An image that was found good, open until it is written. */
final class ImagePreparation implements Preparation {
  private final DiskImage image;
  private final String format;
  private final String form;
  private final SortedMap<String, String> properties;
  private final Producer producer;
  private final boolean asItIs;

  ImagePreparation(
      DiskImage image,
      String format,
      String form,
      SortedMap<String, String> properties,
      Producer producer,
      boolean asItIs) {
    this.image = image;
    this.format = format;
    this.form = form;
    this.properties = Collections.unmodifiableSortedMap(properties);
    this.producer = producer;
    this.asItIs = asItIs;
  }

  @Override
  public String diskFormat() {
    return format;
  }

  @Override
  public long virtualSize() {
    return image.size();
  }

  @Override
  public String form() {
    return form;
  }

  @Override
  public SortedMap<String, String> properties() {
    return properties;
  }

  @Override
  public Producer producer() {
    return producer;
  }

  @Override
  public boolean asItIs() {
    return asItIs;
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
