// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is copied to a temporary file. */
class SpoolTest {
  @TempDir
  private Path directory;

  @Test
  void aStreamThatIsTooLongIsNamedWithWhereItDidNotFit() {
    InputStream upload = new ByteArrayInputStream(new byte[101]);
    IOException failed = assertThrows(
        SpoolFullException.class,
        () -> Sources.spool("the upload", upload, directory, 100, Job.unattended()));
    assertEquals(
        "the upload: longer than the 100 bytes that may be kept in " + directory,
        failed.getMessage());
  }

  @Test
  void aStreamThatBreaksOffIsNamed() {
    IOException reset = new IOException("Connection reset");
    InputStream broken = new InputStream() {
      @Override
      public int read() throws IOException {
        throw reset;
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        throw reset;
      }
    };
    IOException failed = assertThrows(
        IOException.class,
        () -> Sources.spool("the upload", broken, directory, 100, Job.unattended()));
    assertEquals("the upload: reading at 0: Connection reset", failed.getMessage());
    assertSame(reset, failed.getCause());
  }

  @Test
  void whatIsReadAfterItWasClosedIsNamed() throws IOException {
    InputStream upload = new ByteArrayInputStream(new byte[10]);
    Source spool = Sources.spool("the upload", upload, directory, 100, Job.unattended());
    spool.close();
    ClosedChannelException refused =
        assertThrows(ClosedChannelException.class, () -> spool.read(0, ByteBuffer.allocate(1)));
    assertEquals("the upload: was closed before reading at 0", refused.getMessage());
  }
}
