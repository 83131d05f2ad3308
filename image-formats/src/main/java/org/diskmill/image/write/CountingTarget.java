// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.io.Closing;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Target;

/** Counts the bytes of all files of an image, and forgets them. */
final class CountingTarget implements Target, AutoCloseable {
  private final Sink main = Sinks.counting();
  private final List<Sink> members = new ArrayList<>();
  private final Optional<String> name;

  /** A target of that name, if it has one. */
  CountingTarget(Optional<String> name) {
    this.name = name;
  }

  @Override
  public Optional<String> name() {
    return name;
  }

  @Override
  public Sink main() {
    return main;
  }

  @Override
  public Sink member(String name) {
    Sink member = Sinks.counting();
    members.add(member);
    return member;
  }

  /** How many there were so far. */
  long bytes() {
    return main.position() + members.stream().mapToLong(Sink::position).sum();
  }

  @Override
  public void close() throws IOException {
    List<Closeable> sinks = new ArrayList<>();
    sinks.add(main::close);
    members.forEach(member -> sinks.add(member::close));
    Closing.all(sinks);
  }
}
