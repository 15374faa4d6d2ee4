/** An answer on its way to a client. */
@NullMarked
package ai.tierup.domain.answer;

import org.jspecify.annotations.NullMarked;
