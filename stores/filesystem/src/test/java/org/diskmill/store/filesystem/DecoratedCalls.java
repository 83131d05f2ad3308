// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The real calls, with something done before and after each. */
abstract class DecoratedCalls implements DiskCalls {
  private final DiskCalls real = new JdkDiskCalls();

  /** Comes before a call; throwing prevents it. */
  void before(String call) throws IOException {}

  /** Comes after a call that succeeded. */
  void after(String call) throws IOException {}

  @Override
  public void write(FileChannel file, ByteBuffer src, long at) throws IOException {
    before("write");
    real.write(file, src, at);
    after("write");
  }

  @Override
  public void setLength(RandomAccessFile file, long length) throws IOException {
    before("length");
    real.setLength(file, length);
    after("length");
  }

  @Override
  public void stamp(Path file) throws IOException {
    before("stamp");
    real.stamp(file);
    after("stamp");
  }

  @Override
  public void force(FileChannel file, boolean metadata) throws IOException {
    before("force");
    real.force(file, metadata);
    after("force");
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    before("mkdir " + directory.getFileName());
    real.createDirectory(directory);
    after("mkdir " + directory.getFileName());
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    before("force " + directory.getFileName());
    real.forceDirectory(directory);
    after("force " + directory.getFileName());
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    before("link " + name.getFileName());
    real.link(name, existing);
    after("link " + name.getFileName());
  }

  @Override
  public void replace(Path from, Path name) throws IOException {
    before("replace " + name.getFileName());
    real.replace(from, name);
    after("replace " + name.getFileName());
  }

  @Override
  public void delete(Path path) throws IOException {
    before("delete " + path.getFileName());
    real.delete(path);
    after("delete " + path.getFileName());
  }
}
