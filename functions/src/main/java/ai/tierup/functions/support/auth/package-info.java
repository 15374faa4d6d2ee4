/** Authentication by API keys and their scopes. */
@NullMarked
package ai.tierup.functions.support.auth;

import org.jspecify.annotations.NullMarked;
