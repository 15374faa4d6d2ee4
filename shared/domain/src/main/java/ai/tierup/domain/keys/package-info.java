/** Creating, changing and revoking the API keys of an account. */
@NullMarked
package ai.tierup.domain.keys;

import org.jspecify.annotations.NullMarked;
