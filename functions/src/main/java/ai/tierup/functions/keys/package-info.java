/** Creating, listing, changing and revoking the keys of an account. */
@NullMarked
package ai.tierup.functions.keys;

import org.jspecify.annotations.NullMarked;
