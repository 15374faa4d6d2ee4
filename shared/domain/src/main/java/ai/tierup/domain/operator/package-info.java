/** The acts of operators, who run the service. Each is recorded with its operator and reason. */
@NullMarked
package ai.tierup.domain.operator;

import org.jspecify.annotations.NullMarked;
