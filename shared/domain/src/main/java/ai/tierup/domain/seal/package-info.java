/** Encryption of what is kept or handed out for an account. */
@NullMarked
package ai.tierup.domain.seal;

import org.jspecify.annotations.NullMarked;
