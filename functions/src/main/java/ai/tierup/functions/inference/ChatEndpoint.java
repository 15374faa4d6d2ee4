package ai.tierup.functions.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.RefusalErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.idempotency.CompleteOnce;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.gateway.ChatResponse;
import ai.tierup.functions.support.gateway.Failures;
import ai.tierup.functions.support.gateway.GatewayEventReader;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpOutput;
import ai.tierup.functions.support.gateway.IdempotencyHeader;
import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.openai.chat.ChatRequestReader;
import ai.tierup.openai.chat.ReadChat;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** One chat request: who asks, what for, and the answer in the form it was asked for. */
@Singleton
final class ChatEndpoint {

    private final Authenticator authenticator;
    private final CompleteChat completeChat;
    private final CompleteOnce completeOnce;
    private final CurrentSecrets secrets;
    private final RequestIds requestIds;
    private final Failures failures;
    private final Journal journal;
    private final InstantSource clock;
    private final AnswerFormat format;

    ChatEndpoint(
            Authenticator authenticator,
            CompleteChat completeChat,
            CompleteOnce completeOnce,
            CurrentSecrets secrets,
            RequestIds requestIds,
            Failures failures,
            Journal journal,
            InstantSource clock,
            AnswerFormat format) {
        this.authenticator = authenticator;
        this.completeChat = completeChat;
        this.completeOnce = completeOnce;
        this.secrets = secrets;
        this.requestIds = requestIds;
        this.failures = failures;
        this.journal = journal;
        this.clock = clock;
        this.format = format;
    }

    void answer(InputStream event, OutputStream output, Deadline deadline) {
        var out = format.into(output);
        answer(event, out, deadline);
        out.end();
    }

    private void answer(InputStream event, HttpOutput out, Deadline deadline) {
        var id = requestIds.next();
        var response = new ChatResponse(out, id);
        try {
            answer(GatewayEventReader.read(event), response, id, deadline);
        } catch (IOException | RuntimeException e) {
            response.error(failures.report(e, id.publicName()));
        }
    }

    private void answer(GatewayRequest request, ChatResponse response, RequestId id, Deadline deadline) {
        var objection = request.objectionToBody();
        if (objection.isPresent()) {
            refuse(response, id, objection.get());
            return;
        }
        switch (authenticator.authenticate(request, Scope.INFERENCE)) {
            case Authenticator.Caller.Rejected(var error) -> refuse(response, id, error);
            case Authenticator.Caller.Known(var key) -> {
                switch (ChatRequestReader.read(request.body())) {
                    case ReadChat.Invalid(var error) -> refuse(response, id, error);
                    case ReadChat.Read read -> {
                        secrets.keepFresh();
                        var call = new ChatCall(id, key, read.request(), deadline);
                        switch (IdempotencyHeader.of(request, key.account())) {
                            case IdempotencyHeader.Invalid(var error) -> refuse(response, id, error);
                            case IdempotencyHeader.Absent() ->
                                report(call, response, completeChat.complete(call, sink(response, call, read)));
                            case IdempotencyHeader.Given(var once) ->
                                report(call, response, completeOnce.complete(call, once, sink(response, call, read)));
                        }
                    }
                }
            }
        }
    }

    private AnswerSink sink(ChatResponse response, ChatCall call, ReadChat.Read read) {
        var refusals = new RefusalErrors(read.fields(), call.id().publicName(), clock.instant());
        return call.request().stream()
                ? new StreamedAnswer(response, refusals, read.includeUsage())
                : new WholeAnswer(response, refusals);
    }

    private void report(ChatCall call, ChatResponse response, ChatEnd end) {
        var id = call.id();
        var tier = call.request().tier();
        journal.ended(
                switch (end) {
                    case ChatEnd.Refused refused ->
                        new ChatReport(id, tier, response.errorCode(), null, Optional.empty());
                    case ChatEnd.Replayed replayed -> new ChatReport(id, tier, null, null, Optional.empty());
                    case ChatEnd.Settled(var record, var image) ->
                        new ChatReport(id, tier, response.errorCode(), record, image);
                });
    }

    private void refuse(ChatResponse response, RequestId id, ApiError error) {
        response.error(error);
        journal.ended(new ChatReport(id, null, error.code(), null, Optional.empty()));
    }
}
