package ai.tierup.functions.chat;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.completion.Deadline;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.RequestId;
import ai.tierup.domain.wallet.RequestIds;
import ai.tierup.functions.account.Authenticator;
import ai.tierup.functions.gateway.GatewayRequest;
import ai.tierup.functions.observability.ChatReport;
import ai.tierup.functions.observability.Journal;
import ai.tierup.openai.ApiError;
import ai.tierup.openai.ApiErrors;
import ai.tierup.openai.ChatRequestReader;
import ai.tierup.openai.ReadChat;
import ai.tierup.openai.RefusalErrors;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** One chat request: who asks, what for, and the answer in the form it was asked for. */
@Singleton
final class ChatEndpoint {

    private final Authenticator authenticator;
    private final CompleteChat completeChat;
    private final RequestIds requestIds;
    private final Journal journal;
    private final InstantSource clock;

    ChatEndpoint(
            Authenticator authenticator,
            CompleteChat completeChat,
            RequestIds requestIds,
            Journal journal,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.completeChat = completeChat;
        this.requestIds = requestIds;
        this.journal = journal;
        this.clock = clock;
    }

    void answer(GatewayRequest request, PreludeStream out, Deadline deadline) {
        var id = requestIds.next();
        var response = new ChatResponse(out, id);
        try {
            answer(request, response, id, deadline);
        } catch (RuntimeException e) {
            journal.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            response.error(ApiErrors.internalError(id.publicName()));
        }
    }

    private void answer(GatewayRequest request, ChatResponse response, RequestId id, Deadline deadline) {
        var objection = objectionTo(request);
        if (objection.isPresent()) {
            refuse(response, id, objection.get());
            return;
        }
        switch (authenticator.authenticate(request, Scope.INFERENCE)) {
            case Authenticator.Caller.Rejected(var error) -> refuse(response, id, error);
            case Authenticator.Caller.Known(var key) -> {
                switch (ChatRequestReader.read(request.body())) {
                    case ReadChat.Invalid(var error) -> refuse(response, id, error);
                    case ReadChat.Read read -> complete(response, id, key, read, deadline);
                }
            }
        }
    }

    private void complete(ChatResponse response, RequestId id, ApiKey key, ReadChat.Read read, Deadline deadline) {
        var refusals = new RefusalErrors(read.capField(), id.publicName(), clock.instant());
        var sink = read.request().stream()
                ? new StreamedAnswer(response, refusals, read.includeUsage())
                : new WholeAnswer(response, refusals);
        var end = completeChat.complete(new ChatCall(id, key, read.request(), deadline), sink);
        var tier = read.request().tier();
        journal.ended(
                switch (end) {
                    case ChatEnd.Refused refused ->
                        new ChatReport(id, tier, response.errorCode(), null, Optional.empty());
                    case ChatEnd.Settled(var record, var image) ->
                        new ChatReport(id, tier, response.errorCode(), record, image);
                });
    }

    private void refuse(ChatResponse response, RequestId id, ApiError error) {
        response.error(error);
        journal.ended(new ChatReport(id, null, error.code(), null, Optional.empty()));
    }

    private static Optional<ApiError> objectionTo(GatewayRequest request) {
        if (request.body().length > ChatRequestReader.LARGEST_BODY_BYTES) {
            return Optional.of(ApiErrors.requestTooLarge());
        }
        return request.header("content-type")
                .filter(type -> !type.strip().toLowerCase(Locale.ROOT).startsWith("application/json"))
                .map(type -> ApiErrors.unsupportedMediaType());
    }
}
