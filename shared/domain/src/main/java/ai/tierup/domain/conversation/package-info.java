/** What a model is asked and what it answers, free of any provider's or client's wire format. */
@NullMarked
package ai.tierup.domain.conversation;

import org.jspecify.annotations.NullMarked;
