/** The operator's commands. Each parses its arguments, calls the domain and prints the result. The rules are in {@code domain.operator}. */
@NullMarked
package ai.tierup.operator;

import org.jspecify.annotations.NullMarked;
