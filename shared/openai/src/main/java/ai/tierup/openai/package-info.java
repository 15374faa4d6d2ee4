/**
 * The OpenAI wire, both ways. Towards clients: requests in, answers out, all of them built field by field. Towards
 * upstream: requests out, answers in.
 */
@NullMarked
package ai.tierup.openai;

import org.jspecify.annotations.NullMarked;
