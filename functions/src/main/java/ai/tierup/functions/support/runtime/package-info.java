/**
 * A loop for Lambda's Runtime API that replaces AWS's Java runtime client and sends output as soon as a handler flushes it. The wrapper
 * script {@code stream-runtime} starts it. Without the script, the same handlers run on the stock runtime, which sends only whole answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">streaming from a custom runtime</a>
 */
@NullMarked
package ai.tierup.functions.support.runtime;

import org.jspecify.annotations.NullMarked;
