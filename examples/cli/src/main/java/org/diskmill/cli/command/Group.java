// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.command;

import java.util.List;

/** A command that only holds others. */
public class Group extends Command {
  /** A command with these, in the order in which {@code --help} shows them. */
  public Group(String name, String description, List<Command> commands) {
    super(name, description);
    subcommands(commands);
  }

  @Override
  public final Integer call() {
    throw misused("which command?");
  }
}
