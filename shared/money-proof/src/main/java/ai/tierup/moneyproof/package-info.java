/**
 * The proof that no money is lost or created. Tests run all of the service's money code on a simulated DynamoDB that loses, repeats,
 * delays and refuses requests, in processes that die and whose clocks are wrong. There is no main code, because nothing that ships may
 * depend on this module.
 */
@NullMarked
package ai.tierup.moneyproof;

import org.jspecify.annotations.NullMarked;
