// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Scripts and fingers know the options: none changes, and no help text, without being seen here. */
class UsageTest {
  @Test
  void everyHelpTextIsTheOneThatIsWrittenDown() throws IOException {
    StringBuilder all = new StringBuilder();
    append(all, Diskmill.commandLine());
    assertEquals(written(), all.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void aCommandThatIsMadeAloneIsTheSameAsAmongAll() {
    for (CommandLine one : Diskmill.commandLine().getSubcommands().values()) {
      CommandLine root = Diskmill.commandLine(one.getCommandName());
      List<CommandLine> alone = List.copyOf(root.getSubcommands().values());
      assertEquals(1, alone.size());
      assertEquals(usage(one), usage(alone.get(0)));
    }
  }

  private static void append(StringBuilder all, CommandLine command) {
    all.append("$ ").append(command.getCommandSpec().qualifiedName()).append(" --help\n");
    all.append(usage(command)).append('\n');
    command.getSubcommands().values().forEach(one -> append(all, one));
  }

  private static String usage(CommandLine command) {
    return command.setUsageHelpAutoWidth(false).setUsageHelpWidth(80).getUsageMessage(Ansi.OFF);
  }

  private static String written() throws IOException {
    try (InputStream usage = UsageTest.class.getResourceAsStream("usage.txt")) {
      return new String(Objects.requireNonNull(usage).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
