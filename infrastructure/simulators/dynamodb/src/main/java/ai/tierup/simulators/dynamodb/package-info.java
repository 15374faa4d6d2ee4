/**
 * A DynamoDB in memory that evaluates the expressions it is sent, and clients in front of it that lose, repeat, delay and refuse
 * requests. For tests only: the stores' costs and the proofs of the money run on it. Its own test compares it with DynamoDB Local.
 */
@NullMarked
package ai.tierup.simulators.dynamodb;

import org.jspecify.annotations.NullMarked;
