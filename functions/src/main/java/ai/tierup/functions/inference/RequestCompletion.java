package ai.tierup.functions.inference;

import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.canary.WatchCanary;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.completion.SettleAfterAnswer;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.idempotency.CompleteOnce;
import ai.tierup.domain.idempotency.IdempotentRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Has a model answer a request, once if the request has an idempotency key, and does what can wait until the client has its answer. */
@Singleton
final class RequestCompletion {

    private final CompleteChat completeChat;
    private final CompleteOnce completeOnce;
    private final WatchCanary watchCanary;
    private final Guardrail guardrail;
    private final SettleAfterAnswer settleAfterAnswer;

    RequestCompletion(
            CompleteChat completeChat,
            CompleteOnce completeOnce,
            WatchCanary watchCanary,
            Guardrail guardrail,
            SettleAfterAnswer settleAfterAnswer) {
        this.completeChat = completeChat;
        this.completeOnce = completeOnce;
        this.watchCanary = watchCanary;
        this.guardrail = guardrail;
        this.settleAfterAnswer = settleAfterAnswer;
    }

    ChatEnd complete(ChatCall call, Optional<IdempotentRequest> once, AnswerSink client) {
        try {
            var end = watchCanary.watch(
                    call,
                    client,
                    sink -> once.map(request -> completeOnce.complete(call, request, sink))
                            .orElseGet(() -> completeChat.complete(call, sink)));
            settleAfterAnswer.settle(call, end);
            return end;
        } finally {
            // The client has its answer. The environment may be frozen once this invocation is over.
            guardrail.awaitReturns();
        }
    }
}
