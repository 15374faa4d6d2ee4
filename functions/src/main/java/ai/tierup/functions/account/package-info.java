/** Who is asking: API keys and their scopes. */
@NullMarked
package ai.tierup.functions.account;

import org.jspecify.annotations.NullMarked;
