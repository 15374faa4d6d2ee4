/**
 * The proof that no money is lost or made. Tests run all of the service's money code on a simulated DynamoDB that loses, repeats, delays
 * and refuses requests, in processes that die and whose clocks are wrong. There is no main code: nothing that ships may know this module.
 */
@NullMarked
package ai.tierup.moneyproof;

import org.jspecify.annotations.NullMarked;
