/**
 * OpenAI's wire format in both directions. {@code chat} serves clients: it reads requests and writes answers field by field.
 * {@code upstream} calls providers: it writes requests and reads answers.
 */
@NullMarked
package ai.tierup.openai;

import org.jspecify.annotations.NullMarked;
