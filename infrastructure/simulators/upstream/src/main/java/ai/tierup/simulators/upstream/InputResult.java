package ai.tierup.simulators.upstream;

/** The result of validating a request. */
sealed interface InputResult permits ChatInput, Refusal {}
