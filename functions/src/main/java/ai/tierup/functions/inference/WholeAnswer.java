package ai.tierup.functions.inference;

import ai.tierup.api.RefusalErrors;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent when it is complete, so that its status and headers can include the result and the cost. If it takes minutes, status
 * and headers are sent before, then white space: API Gateway ends a connection on which nothing was sent for five minutes, and so do some clients.
 */
final class WholeAnswer implements AnswerSink {

    private static final Duration FIRST_SPACE = Duration.ofMinutes(4);
    private static final Duration NEXT_SPACE = Duration.ofSeconds(30);

    private final HttpAnswer answer;
    private final AnswerWriters writers;
    private final RefusalErrors refusals;
    private final InstantSource clock;
    private Instant nextSpace;
    private @Nullable Begun begun;

    private record Begun(AnswerHead head, WholeAnswerWriter writer) {}

    WholeAnswer(HttpAnswer answer, AnswerWriters writers, RefusalErrors refusals, InstantSource clock) {
        this.answer = answer;
        this.writers = writers;
        this.refusals = refusals;
        this.clock = clock;
        this.nextSpace = clock.instant().plus(FIRST_SPACE);
    }

    @Override
    public void begin(AnswerHead head) {
        begun = new Begun(head, writers.whole(head));
    }

    @Override
    public void delta(AnswerDelta delta) {
        begun().writer().add(delta);
        keepOpenIfDue();
    }

    @Override
    public void keepAlive() {
        keepOpenIfDue();
    }

    private void keepOpenIfDue() {
        var now = clock.instant();
        if (now.isBefore(nextSpace)) {
            return;
        }
        nextSpace = now.plus(NEXT_SPACE);
        answer.keepOpen(new AnswerHeaders().with(begun().head()));
    }

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        var headers = new AnswerHeaders().cost(record.cost()).with(begun().head());
        send(headers, begun().writer().finish(AnswerEnd.of(reason, record)));
    }

    @Override
    public void replay(KeptAnswer kept) {
        begin(kept.head());
        kept.deltas().forEach(begun().writer()::add);
        var headers = new AnswerHeaders().replayed().cost(Money.ZERO).with(kept.head());
        send(headers, begun().writer().finish(kept.end()));
    }

    private void send(Map<String, String> headers, byte[] body) {
        if (!answer.hasBegun()) {
            answer.head("application/json", headers);
        }
        answer.write(body);
        answer.flush();
    }

    @Override
    public void fail(ChatRefusal refusal) {
        answer.error(refusals.of(refusal));
    }

    private Begun begun() {
        if (begun == null) {
            throw new IllegalStateException("The answer has not begun");
        }
        return begun;
    }
}
