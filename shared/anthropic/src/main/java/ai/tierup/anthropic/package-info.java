/** Anthropic's Messages API towards clients: reading requests, writing whole answers and events. */
@NullMarked
package ai.tierup.anthropic;

import org.jspecify.annotations.NullMarked;
