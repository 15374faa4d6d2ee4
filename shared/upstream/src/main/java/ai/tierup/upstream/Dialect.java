package ai.tierup.upstream;

/** How an upstream wants its requests. */
enum Dialect {
    OPENROUTER,
    /** OpenAI's chat API and nothing beyond it: Ollama, llama.cpp, vLLM. */
    PLAIN
}
