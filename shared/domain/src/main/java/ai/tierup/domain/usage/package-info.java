/** Consumption and cost of requests: the debit side of the ledger. */
@NullMarked
package ai.tierup.domain.usage;

import org.jspecify.annotations.NullMarked;
