/**
 * An in-memory DynamoDB that evaluates the expressions of requests, and clients that lose, repeat, delay and refuse requests. It is for
 * tests only, such as those of write costs and the money proofs. Its own test compares it with DynamoDB Local.
 */
@NullMarked
package ai.tierup.simulators.dynamodb;

import org.jspecify.annotations.NullMarked;
