/**
 * A DynamoDB in memory that evaluates what it is sent, and clients in front of it that lose, repeat, delay and refuse: what a
 * simulation of the service runs on. DynamoDB Local holds it to the truth.
 */
@NullMarked
package ai.tierup.dynamodb.simulation;

import org.jspecify.annotations.NullMarked;
