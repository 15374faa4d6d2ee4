/**
 * Our own loop for Lambda's Runtime API, in place of AWS's Java runtime client: what a handler flushes leaves at once. Switched in by
 * the wrapper script {@code stream-runtime}; without it the same handlers run on the stock runtime, whose answers leave whole.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">streaming from a runtime of one's own</a>
 */
@NullMarked
package ai.tierup.functions.support.runtime;

import org.jspecify.annotations.NullMarked;
