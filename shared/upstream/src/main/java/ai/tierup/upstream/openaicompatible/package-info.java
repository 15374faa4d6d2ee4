/** The chat API of servers that speak OpenAI's and nothing beyond it: Ollama, llama.cpp, vLLM. */
@NullMarked
package ai.tierup.upstream.openaicompatible;

import org.jspecify.annotations.NullMarked;
