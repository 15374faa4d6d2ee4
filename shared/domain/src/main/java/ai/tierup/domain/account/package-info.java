/** The customer and its credentials. */
@NullMarked
package ai.tierup.domain.account;

import org.jspecify.annotations.NullMarked;
