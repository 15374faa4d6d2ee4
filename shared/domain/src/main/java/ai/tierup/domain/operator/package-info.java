/** What the people who run the service do to it by hand. */
@NullMarked
package ai.tierup.domain.operator;

import org.jspecify.annotations.NullMarked;
