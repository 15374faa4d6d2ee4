package ai.tierup.functions.inference;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import java.util.List;

/** What visitors without an account may ask for. The daily budget pays for many small requests, or for a few large ones. */
final class VisitorLimits {

    static final int MAX_OUTPUT_TOKENS = 2_048;
    static final int MAX_TEXT_BYTES = 24_000;
    static final int MAX_IMAGES = 2;

    private static final String MESSAGES = "messages";

    private VisitorLimits() {}

    /** Returns a request with a lower output cap, or the error of one that is invalid or asks for too much. */
    static ParsedRequest limited(ParsedRequest read) {
        return read instanceof ParsedRequest.Valid valid ? limited(valid) : read;
    }

    private static ParsedRequest limited(ParsedRequest.Valid read) {
        var conversation = read.request().conversation();
        if (!conversation.tools().isEmpty() || !parts(conversation).stream().allMatch(VisitorLimits::isAllowed)) {
            return invalid("Without an account, the playground takes texts and images only.");
        }
        if (InputSize.of(conversation).bytes() > MAX_TEXT_BYTES) {
            return invalid("Without an account, the playground takes " + MAX_TEXT_BYTES + " bytes of text.");
        }
        if (parts(conversation).stream().filter(Part.Image.class::isInstance).count() > MAX_IMAGES) {
            return invalid("Without an account, the playground takes " + MAX_IMAGES + " images.");
        }
        return new ParsedRequest.Valid(capped(read.request()), read.fields(), read.writers());
    }

    /** Links to images are not followed for visitors, and what only an account could have got is not read. */
    private static boolean isAllowed(Part part) {
        return part instanceof Part.Text || part instanceof Part.Image;
    }

    private static List<Part> parts(Conversation conversation) {
        return conversation.messages().stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .toList();
    }

    private static ChatRequest capped(ChatRequest request) {
        var asked = request.maxOutputTokens();
        var cap = asked == null ? MAX_OUTPUT_TOKENS : Math.min(asked, MAX_OUTPUT_TOKENS);
        return new ChatRequest(request.tier(), request.conversation(), cap, request.stream(), null, null);
    }

    private static ParsedRequest invalid(String limit) {
        return new ParsedRequest.Invalid(ApiErrors.invalidValue(
                MESSAGES, limit + " Nothing was charged. Sign up to send more, from your own credit."));
    }
}
