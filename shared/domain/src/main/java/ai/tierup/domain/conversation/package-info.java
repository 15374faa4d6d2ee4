/** Conversations with a model, independent of any provider's or client's wire format. */
@NullMarked
package ai.tierup.domain.conversation;

import org.jspecify.annotations.NullMarked;
