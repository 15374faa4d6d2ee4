/**
 * A simulated OpenRouter chat API with its quirks, and with realistic names so that leaks are visible. Its answers say that they are
 * simulated, and repeat the prompt. Control words in the last user message change its behaviour: {@code [[simulate:word=value,word]]},
 * in any number of groups. {@code docs/SIMULATORS.md} describes them.
 *
 * <p>Tokens are words of at most twelve characters ({@link ai.tierup.simulators.upstream.Tokens}).
 */
@NullMarked
package ai.tierup.simulators.upstream;

import org.jspecify.annotations.NullMarked;
