package dev.bonghwa.cli.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers, and says in plain words what is none. */
public final class WholeNumber {

  private WholeNumber() {}

  /** With a parser of the Java type that is wanted. */
  public static <T> ITypeConverter<T> of(Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (NumberFormatException e) {
        boolean number = text.matches("[+-]?[0-9]+");
        throw new TypeConversionException(
            (number ? "the number is too large: " : "not a whole number: ") + text);
      }
    };
  }
}
