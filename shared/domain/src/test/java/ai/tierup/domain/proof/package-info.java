/** The proof that money is neither lost nor made: every order of events, searched. */
@NullMarked
package ai.tierup.domain.proof;

import org.jspecify.annotations.NullMarked;
