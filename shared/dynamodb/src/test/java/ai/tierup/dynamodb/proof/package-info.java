/**
 * The proof that no money is lost or made: the service's own code on a store that loses, repeats, delays and refuses, in the hands of
 * processes that die and whose clocks are wrong.
 */
@NullMarked
package ai.tierup.dynamodb.proof;

import org.jspecify.annotations.NullMarked;
