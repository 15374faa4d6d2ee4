package ai.tierup.simulators.upstream;

/** What a request turns out to be. */
sealed interface InputReading permits ChatInput, Refusal {}
