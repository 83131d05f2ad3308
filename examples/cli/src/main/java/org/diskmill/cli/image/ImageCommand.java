// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.util.List;
import org.diskmill.cli.command.Command;
import org.diskmill.cli.command.Group;

/** The root of the image service's commands. */
public final class ImageCommand {
  private ImageCommand() {}

  /** With all of its commands. */
  public static Command create() {
    List<Command> commands = List.of(
        new ImportCommand(),
        new CopyCommand(),
        new PlanCommand(),
        new ListCommand(),
        new ShowCommand(),
        new SaveCommand(),
        new VerifyCommand(),
        new DeleteCommand(),
        new DeleteFromStoreCommand(),
        new AcceptStoreCommand());
    return new Group("image", "Keeps images in a centre and copies of them at edges.", commands);
  }
}
