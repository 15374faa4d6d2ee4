package ai.tierup.functions.inference;

import ai.tierup.api.RefusalErrors;
import ai.tierup.api.inference.AnswerWriters;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** An answer that is streamed as server-sent events. Once it has begun, errors are events too. */
final class StreamedAnswer implements AnswerSink {

    private final HttpAnswer answer;
    private final AnswerWriters writers;
    private final RefusalErrors refusals;
    private final Padding padding;
    private int unpaddedBytes;
    private @Nullable StreamedAnswerWriter writer;

    StreamedAnswer(HttpAnswer answer, AnswerWriters writers, RefusalErrors refusals, Padding padding) {
        this.answer = answer;
        this.writers = writers;
        this.refusals = refusals;
        this.padding = padding;
    }

    @Override
    public void begin(AnswerHead head) {
        begin(head, new AnswerHeaders());
    }

    private void begin(AnswerHead head, AnswerHeaders headers) {
        writer = writers.streamed(head);
        answer.head("text/event-stream; charset=utf-8", headers.with(head));
        write(writer.begin());
    }

    @Override
    public void delta(AnswerDelta delta) {
        send(writer().delta(delta));
    }

    @Override
    public void keepAlive() {
        send(writer().keepAlive());
    }

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        send(writer().finish(AnswerEnd.of(reason, record)));
    }

    @Override
    public void replay(KeptAnswer kept) {
        begin(kept.head().withInput(kept.end().tokens().input()), new AnswerHeaders().replayed());
        kept.deltas().forEach(delta -> writePadded(writer().delta(delta)));
        send(writer().finish(kept.end()));
    }

    @Override
    public void fail(ChatRefusal refusal) {
        var error = refusals.of(refusal);
        if (answer.hasBegun()) {
            answer.recordError(error.code());
            send(writer().error(error));
        } else {
            answer.error(error);
        }
    }

    private void send(byte[] events) {
        writePadded(events);
        answer.flush();
    }

    private void writePadded(byte[] events) {
        write(events);
        answer.write(padding.after(unpaddedBytes));
        unpaddedBytes = 0;
    }

    private void write(byte[] events) {
        answer.write(events);
        unpaddedBytes += events.length;
    }

    private StreamedAnswerWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("The answer has not begun");
        }
        return writer;
    }
}
