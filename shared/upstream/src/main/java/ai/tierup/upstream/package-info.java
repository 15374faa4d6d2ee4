/** The aggregator behind the domain's port: OpenRouter, or any server that speaks OpenAI's chat API. */
@NullMarked
package ai.tierup.upstream;

import org.jspecify.annotations.NullMarked;
