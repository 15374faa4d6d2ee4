package ai.tierup.functions.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.PaceErrors;
import ai.tierup.api.RefusalErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.keys.KeyPace;
import ai.tierup.domain.status.CountRequests;
import ai.tierup.domain.status.RequestEnd;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.functions.support.observability.Journal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Handles the requests of all inference APIs: checks them, has a model answer them, and reports how they ended. */
@Singleton
final class InferenceEndpoint {

    private static final int SERVER_ERROR = 500;

    private final RequestCheck requestCheck;
    private final KeyPace pace;
    private final RequestCompletion completion;
    private final Journal journal;
    private final CountRequests counts;
    private final InstantSource clock;

    InferenceEndpoint(
            RequestCheck requestCheck,
            KeyPace pace,
            RequestCompletion completion,
            Journal journal,
            CountRequests counts,
            InstantSource clock) {
        this.requestCheck = requestCheck;
        this.pace = pace;
        this.completion = completion;
        this.journal = journal;
        this.counts = counts;
        this.clock = clock;
    }

    void answer(GatewayRequest request, InferenceApi api, HttpAnswer answer, Deadline deadline) {
        answer(request, requestCheck.check(request, api), api, answer, deadline);
    }

    /** Handles a request that was checked by the rules of its own path. */
    void answer(
            GatewayRequest request,
            RequestCheck.Outcome checked,
            InferenceApi api,
            HttpAnswer answer,
            Deadline deadline) {
        switch (checked) {
            case RequestCheck.Outcome.Refused(var error) -> refuse(answer, error);
            case RequestCheck.Outcome.Accepted accepted -> {
                var key = accepted.key();
                var outcome = pace.admit(key, answer.id());
                answer.alwaysWith(PaceHeaders.of(outcome.state()));
                switch (outcome) {
                    case KeyPace.Outcome.Refused refused -> refuse(answer, PaceErrors.of(refused));
                    case KeyPace.Outcome.Admitted admitted -> {
                        var call = new ChatCall(
                                answer.id(), key, api.name(), accepted.read().request(), deadline);
                        var sink = sink(accepted.read(), answer, Padding.of(request));
                        answer(call, accepted.once(), sink, admitted, answer);
                    }
                }
            }
        }
    }

    private void answer(
            ChatCall call,
            Optional<IdempotentRequest> once,
            AnswerSink sink,
            KeyPace.Outcome.Admitted admitted,
            HttpAnswer answer) {
        var tokens = 0L;
        try {
            var end = completion.complete(call, once, sink);
            tokens = billedTokens(end);
            report(call, answer, end);
        } finally {
            pace.ended(call.key(), admitted, tokens);
        }
    }

    private static long billedTokens(ChatEnd end) {
        return switch (end) {
            case ChatEnd.Settled(var record, var image, var failed) ->
                record.tokens().promptTokens() + record.tokens().completionTokens();
            case ChatEnd.Refused refused -> 0;
            case ChatEnd.Replayed replayed -> 0;
        };
    }

    private AnswerSink sink(ParsedRequest.Valid read, HttpAnswer answer, Padding padding) {
        var refusals = new RefusalErrors(read.fields(), answer.id().publicName(), clock.instant());
        return read.request().stream()
                ? new StreamedAnswer(answer, read.writers(), refusals, padding)
                : new WholeAnswer(answer, read.writers(), refusals, clock);
    }

    private void report(ChatCall call, HttpAnswer answer, ChatEnd end) {
        var id = call.id();
        var tier = call.request().tier();
        ended(
                switch (end) {
                    case ChatEnd.Refused refused ->
                        new ChatReport(id, tier, answer.errorCode(), null, Optional.empty());
                    case ChatEnd.Replayed replayed -> new ChatReport(id, tier, null, null, Optional.empty());
                    case ChatEnd.Settled(var record, var image, var failed) ->
                        new ChatReport(id, tier, answer.errorCode(), record, image);
                });
    }

    private void refuse(HttpAnswer answer, ApiError error) {
        answer.error(error);
        ended(new ChatReport(answer.id(), null, error.code(), null, Optional.empty()));
    }

    private void ended(ChatReport report) {
        journal.ended(report);
        if (!report.isReplay()) {
            var error = report.error();
            var record = report.record();
            counts.count(new RequestEnd(
                    report.tier(),
                    error == null ? null : error.publicName(),
                    error != null && error.status() >= SERVER_ERROR,
                    record == null ? null : record.timing().firstToken()));
        }
    }
}
