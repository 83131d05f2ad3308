// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

class SinksUnderTestTest {
  private static final byte[] BYTES = Patterns.bytes(1, 1000);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Sink plain = Sinks.stream("out", out);

  @Test
  void writesZerosAndTransfersAreCountedApart() throws IOException {
    CountingSink counting = new CountingSink(plain);
    counting.write(ByteBuffer.wrap(BYTES, 0, 10));
    counting.zeros(5);
    counting.transferFrom(Sources.bytes("bytes", ByteBuffer.wrap(BYTES)), 10, 20);
    assertThat(counting.writes()).isEqualTo(1);
    assertThat(counting.written()).isEqualTo(10);
    assertThat(counting.zeroed()).isEqualTo(5);
    assertThat(counting.transferred()).isEqualTo(20);
    assertThat(counting.position()).isEqualTo(35);
    assertThat(counting.closed()).isFalse();
    counting.close();
    assertThat(counting.closed()).isTrue();
  }

  @Test
  void oneByteIsDamagedHoweverItIsWritten() throws IOException {
    Sink damaging = new DamagingSink(plain, 25, 3);
    damaging.write(ByteBuffer.wrap(BYTES, 0, 10));
    damaging.zeros(30);
    damaging.transferFrom(Sources.bytes("bytes", ByteBuffer.wrap(BYTES)), 0, 5);
    byte[] expected = new byte[45];
    System.arraycopy(BYTES, 0, expected, 0, 10);
    System.arraycopy(BYTES, 0, expected, 40, 5);
    expected[25] = 3;
    assertThat(out.toByteArray()).isEqualTo(expected);
  }

  @Test
  void aTransferIsDamagedToo() throws IOException {
    Sink damaging = new DamagingSink(plain, 3, 1);
    damaging.transferFrom(Sources.bytes("bytes", ByteBuffer.wrap(BYTES)), 0, 8);
    assertThat(out.toByteArray()[3]).isEqualTo((byte) (BYTES[3] ^ 1));
  }

  @Test
  void theCallThatShouldFailFails() throws IOException {
    Sink faulty = new FaultySink(plain, Faults.fromCall(2));
    faulty.write(ByteBuffer.wrap(BYTES, 0, 10));
    assertThatThrownBy(() -> faulty.zeros(1)).isInstanceOf(InjectedFault.class);
    assertThatThrownBy(() -> faulty.write(ByteBuffer.allocate(1)))
        .isInstanceOf(InjectedFault.class);
    assertThat(out.size()).isEqualTo(10);
  }

  @Test
  void anOpenGateLetsEverythingThrough() throws IOException {
    Gate gate = new Gate();
    gate.open();
    Sink slow = new SlowSink(plain, gate);
    slow.write(ByteBuffer.wrap(BYTES));
    slow.zeros(3);
    assertThat(out.size()).isEqualTo(1003);
  }

  @Test
  void aSinkThatWasNotClosedIsReported() throws IOException {
    LeakCheck check = new LeakCheck();
    Sink watched = check.watch(plain);
    watched.write(ByteBuffer.wrap(BYTES));
    assertThatThrownBy(check::close).isInstanceOf(AssertionError.class);
    watched.close();
    check.close();
  }
}
