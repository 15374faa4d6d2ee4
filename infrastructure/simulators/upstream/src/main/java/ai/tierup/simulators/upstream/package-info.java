/**
 * An upstream that behaves like OpenRouter's chat API down to its quirks, with real-looking names, so that a leak would show. Its
 * answers say that they are simulated and repeat the prompt. Control words in the last user message change what it does:
 * {@code [[simulate:word=value,word]]}, in any number of groups.
 *
 * <table>
 * <caption>Control words</caption>
 * <tr><td>{@code status=503}, {@code type=context_length_exceeded}, {@code retry_after=7}</td><td>an error answer</td></tr>
 * <tr><td>{@code error_in_200}</td><td>an error inside an answer whose status is 200</td></tr>
 * <tr><td>{@code break_after=5}, {@code error_after=5}, {@code bare_error_after=5}, {@code stall_after=5}</td>
 *     <td>after so many chunks the connection is cut, an error chunk comes, or nothing more</td></tr>
 * <tr><td>{@code hang}, {@code garbage}, {@code truncated_json}</td><td>no byte, HTML, half an answer</td></tr>
 * <tr><td>{@code no_usage}, {@code no_done}</td><td>no usage; no last line</td></tr>
 * <tr><td>{@code empty}, {@code zero_tokens_stop}, {@code hidden_reasoning=300}</td>
 *     <td>no output and a blank finish; no output and a real one; no text and billed tokens</td></tr>
 * <tr><td>{@code tokens=40}, {@code slow=200}</td><td>an answer of so many tokens; so many milliseconds a token</td></tr>
 * <tr><td>{@code no_tool_call}</td><td>answers in text although tools are offered</td></tr>
 * <tr><td>{@code model=claude}, {@code first=2}</td>
 *     <td>the other words of the group hold only for models whose slug has this in it, or for the first calls of a prompt</td></tr>
 * </table>
 *
 * <p>Tokens are words of at most twelve characters ({@link ai.tierup.simulators.upstream.Tokens}).
 */
@NullMarked
package ai.tierup.simulators.upstream;

import org.jspecify.annotations.NullMarked;
