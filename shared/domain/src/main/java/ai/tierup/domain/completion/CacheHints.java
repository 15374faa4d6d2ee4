package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.repeat.Dialogue;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.CacheMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decides what vendors are to cache of a conversation, and for whom. */
final class CacheHints {

    /** From this number of messages on, a conversation is taken for one that goes on. */
    private static final int MIN_MESSAGES = 3;

    private CacheHints() {}

    private static boolean isLast(Candidate candidate, Dialogue dialogue) {
        return candidate.name().equals(dialogue.lastCandidate());
    }

    /**
     * The marks for a vendor that caches only what is marked. Writing to its cache costs extra, so it must be likely that the conversation
     * goes on, or that its system messages are used again: it has tools, several messages, or a part that was sent before.
     */
    static CacheMarks marks(Candidate candidate, Conversation conversation, InputSize size, Dialogue dialogue) {
        var cache = candidate.promptCache();
        if (!cache.isMarked() || RepeatedInput.isCertainlyTooSmall(size)) {
            return CacheMarks.NONE;
        }
        var isWorthWriting = cache.isWorthWriting(candidate.upstreamPrices().input(), 1);
        var goesOn = !conversation.tools().isEmpty() || conversation.messages().size() >= MIN_MESSAGES;
        var isRepeated = dialogue.lastCandidate() != null;
        return new CacheMarks(
                isLast(candidate, dialogue) || ((goesOn || isRepeated) && isWorthWriting), goesOn && isWorthWriting);
    }

    /**
     * The conversation with a beginning that no other account's conversations have. Vendors see one customer, us, and share a cache between
     * all of our accounts. Without it, an account could learn from the time of an answer whether another has sent the same prompt.
     *
     * @param size that of the client's request, so that it does not depend on who is asked
     */
    static Conversation salted(Candidate candidate, Conversation conversation, InputSize size, String salt) {
        if (!candidate.promptCache().isShared() || RepeatedInput.isCertainlyTooSmall(size)) {
            return conversation;
        }
        var line = "Workspace " + salt;
        var messages = new ArrayList<>(conversation.messages());
        var first = messages.getFirst();
        if (first.role() == Role.SYSTEM || first.role() == Role.DEVELOPER) {
            messages.set(0, new Message(first.role(), prefixed(line + "\n\n", first.parts()), first.name()));
        } else {
            messages.addFirst(new Message(Role.SYSTEM, List.of(new Part.Text(line)), null));
        }
        return conversation.withMessages(messages);
    }

    private static List<Part> prefixed(String prefix, List<Part> parts) {
        return parts.getFirst() instanceof Part.Text(var text)
                ? Stream.concat(
                                Stream.of(new Part.Text(prefix + text)),
                                parts.stream().skip(1))
                        .toList()
                : Stream.concat(Stream.of(new Part.Text(prefix)), parts.stream())
                        .toList();
    }
}
