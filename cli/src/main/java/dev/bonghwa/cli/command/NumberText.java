package dev.bonghwa.cli.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers, and says in plain words what is none. */
public final class NumberText {

  private NumberText() {}

  /** A whole one, with a parser of the Java type that is wanted. */
  public static <T> ITypeConverter<T> whole(Function<String, T> parser) {
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

  /** One that may have a fraction. */
  public static ITypeConverter<Double> any() {
    return text -> {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("not a number: " + text);
      }
    };
  }
}
