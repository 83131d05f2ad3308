// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.io.Job;
import org.diskmill.io.Producer;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Keeps bytes as they are, and counts how often it was asked and how often it made them. */
final class PlainMaker implements ArtifactMaker {
  final AtomicInteger prepared = new AtomicInteger();
  final AtomicInteger made = new AtomicInteger();

  @Override
  public Preparation prepare(Source source, ImportRequest request, Job job) throws IOException {
    prepared.incrementAndGet();
    return new Preparation() {
      @Override
      public String diskFormat() {
        return request.convertTo().orElse("raw");
      }

      @Override
      public long virtualSize() {
        return source.size();
      }

      @Override
      public String form() {
        return diskFormat();
      }

      @Override
      public SortedMap<String, String> properties() {
        return Collections.emptySortedMap();
      }

      @Override
      public Producer producer() {
        return (out, making) -> {
          made.incrementAndGet();
          Sources.copy(source, out, "making", making);
        };
      }

      @Override
      public boolean asItIs() {
        return request.convertTo().isEmpty();
      }

      @Override
      public void close() {}
    };
  }
}
