/** Creating, changing and revoking the API keys and teams of an account. */
@NullMarked
package ai.tierup.domain.keys;

import org.jspecify.annotations.NullMarked;
