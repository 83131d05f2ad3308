// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.command;

/** What every command takes; picocli answers them itself. */
final class StandardOptions extends Arguments {
  StandardOptions() {
    flag(option("-h", "--help").usageHelp(true).description("Show this help message and exit."));
    flag(option("-V", "--version")
        .versionHelp(true)
        .description("Print version information and exit."));
  }
}
