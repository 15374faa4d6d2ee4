/** The relay of an answer from upstream to a client. */
@NullMarked
package ai.tierup.domain.answer;

import org.jspecify.annotations.NullMarked;
