/**
 * A simulated OpenRouter chat API with its quirks, and with realistic names so that leaks are visible. Its answers say that they are
 * simulated, and repeat the prompt. Control words in the last user message change its behaviour: {@code [[simulate:word=value,word]]},
 * in any number of groups.
 *
 * <table>
 * <caption>Control words</caption>
 * <tr><td>{@code status=503}, {@code type=context_length_exceeded}, {@code retry_after=7}</td><td>an error answer</td></tr>
 * <tr><td>{@code error_in_200}</td><td>an error in an answer with status 200</td></tr>
 * <tr><td>{@code break_after=5}, {@code error_after=5}, {@code bare_error_after=5}, {@code stall_after=5}</td>
 *     <td>after that many chunks: a cut connection, an error chunk, an error without details, or silence</td></tr>
 * <tr><td>{@code hang}, {@code garbage}, {@code truncated_json}</td><td>no answer; HTML; half an answer</td></tr>
 * <tr><td>{@code no_usage}, {@code no_done}</td><td>no usage; no {@code [DONE]}</td></tr>
 * <tr><td>{@code empty}, {@code zero_tokens_stop}, {@code hidden_reasoning=300}</td>
 *     <td>no output and no finish reason; no output but a finish reason; no text but billed tokens</td></tr>
 * <tr><td>{@code tokens=40}, {@code reasoning=40}, {@code slow=200}</td>
 *     <td>number of tokens; number of reasoning tokens before them, each in its own chunk; milliseconds per token</td></tr>
 * <tr><td>{@code no_tool_call}</td><td>a text answer although tools are offered</td></tr>
 * <tr><td>{@code model=claude}, {@code first=2}</td>
 *     <td>limits the other words of the group to models whose slug contains the text, or to the first calls with this prompt</td></tr>
 * </table>
 *
 * <p>Tokens are words of at most twelve characters ({@link ai.tierup.simulators.upstream.Tokens}).
 */
@NullMarked
package ai.tierup.simulators.upstream;

import org.jspecify.annotations.NullMarked;
