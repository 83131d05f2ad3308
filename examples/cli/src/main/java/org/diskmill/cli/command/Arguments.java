// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What belongs together on a command line. A subclass has a field for each argument, which says all
 * there is to say about it:
 *
 * <pre>{@code
 * private final Argument<Boolean> json = flag(option("--json").description("as JSON"));
 * private final Argument<Path> image = path(parameter("IMAGE"));
 * }</pre>
 */
public abstract class Arguments {
  private final List<ArgSpec> all = new ArrayList<>();
  private int parameters;

  /** For subclasses, which add their arguments. */
  protected Arguments() {}

  /** An option, to be given to a method that says what it is read as. */
  protected static OptionSpec.Builder option(String... names) {
    return OptionSpec.builder(names);
  }

  /**
   * The next parameter, required unless something else is said, to be given to a method that says
   * what it is read as.
   */
  protected final PositionalParamSpec.Builder parameter(String label) {
    String index = Integer.toString(parameters++);
    return PositionalParamSpec.builder().index(index).required(true).paramLabel(label);
  }

  /** Something that is given or not. */
  protected final Argument<Boolean> flag(OptionSpec.Builder option) {
    return add(option.type(boolean.class).initialValue(false).build());
  }

  /** A text. */
  protected final Argument<String> text(OptionSpec.Builder option) {
    return value(String.class, option);
  }

  /** A text. */
  protected final Argument<String> text(PositionalParamSpec.Builder parameter) {
    return value(String.class, parameter);
  }

  /** The path of a file or directory. */
  protected final Argument<Path> path(OptionSpec.Builder option) {
    return value(Path.class, option);
  }

  /** The path of a file or directory. */
  protected final Argument<Path> path(PositionalParamSpec.Builder parameter) {
    return value(Path.class, parameter);
  }

  /** A value of any type that picocli can read. */
  protected final <T> Argument<T> value(Class<T> type, OptionSpec.Builder option) {
    return add(option.type(type).build());
  }

  /** A value of any type that picocli can read. */
  protected final <T> Argument<T> value(Class<T> type, PositionalParamSpec.Builder parameter) {
    return add(parameter.type(type).build());
  }

  /** Texts, of which there may be none. */
  protected final Argument<List<String>> texts(OptionSpec.Builder option) {
    option.type(List.class).auxiliaryTypes(String.class);
    return add(option.initialValue(List.of()).build());
  }

  /** Texts, as many as the parameter's arity allows. */
  protected final Argument<List<String>> texts(PositionalParamSpec.Builder parameter) {
    parameter.type(List.class).auxiliaryTypes(String.class);
    return add(parameter.initialValue(List.of()).build());
  }

  /** Keys with values, of which there may be none. */
  protected final Argument<Map<String, String>> pairs(OptionSpec.Builder option) {
    option.type(Map.class).auxiliaryTypes(String.class, String.class);
    return add(option.initialValue(Map.of()).build());
  }

  /** Takes over another group's arguments. */
  protected final <G extends Arguments> G with(G group) {
    all.addAll(((Arguments) group).all);
    return group;
  }

  private <T> Argument<T> add(ArgSpec argument) {
    all.add(argument);
    return new Argument<>(argument);
  }

  final void addTo(CommandSpec command) {
    for (ArgSpec argument : all) {
      command.add(argument);
    }
  }
}
