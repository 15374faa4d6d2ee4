/** Customers' accounts and their API keys. */
@NullMarked
package ai.tierup.domain.account;

import org.jspecify.annotations.NullMarked;
