/** The chat API of servers that implement OpenAI's without extensions, such as Ollama, llama.cpp and vLLM. */
@NullMarked
package ai.tierup.upstream.openaicompatible;

import org.jspecify.annotations.NullMarked;
