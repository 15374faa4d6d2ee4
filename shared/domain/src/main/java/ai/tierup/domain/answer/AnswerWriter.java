package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer to one client. The first delta is written at once, later ones together every few milliseconds and in pieces of our
 * own length, and a keep-alive after a while without deltas. Used by one thread.
 */
public final class AnswerWriter {

    /** The time after which the end of a text is sent although the model pauses there. */
    private static final Duration MAX_HOLD_BACK = Duration.ofMillis(500);

    private final AnswerSink sink;
    private final AnswerHead head;
    private final Supplier<Optional<TokenUsage>> input;
    private final InstantSource clock;
    private final ChatRules rules;
    private final boolean streamed;

    private final DeltaBuffer buffer = new DeltaBuffer();
    private Instant lastWrite;
    private Instant lastDelta;
    private boolean begun;
    private @Nullable Duration firstToken;

    /**
     * @param input returns the tokens of the input if they are counted already
     * @param streamed whether the client receives the deltas as they are written; otherwise {@code sink} collects them
     */
    public AnswerWriter(
            AnswerSink sink,
            AnswerHead head,
            Supplier<Optional<TokenUsage>> input,
            InstantSource clock,
            ChatRules rules,
            boolean streamed) {
        this.sink = sink;
        this.head = head;
        this.input = input;
        this.clock = clock;
        this.rules = rules;
        this.streamed = streamed;
        this.lastWrite = head.createdAt();
        this.lastDelta = head.createdAt();
    }

    /** Returns whether the client has received part of an answer. No other candidate may be asked then. */
    public boolean hasDelivered() {
        return streamed && firstToken != null;
    }

    /** Ends the answer. If there was no delta, its head is written first. */
    public void finish(FinishReason reason, UsageRecord record) {
        begin();
        sink.finish(reason, record);
    }

    public void fail(ChatRefusal refusal) {
        sink.fail(refusal);
    }

    void write(AnswerDelta delta) {
        buffer.add(delta);
        lastDelta = clock.instant();
        if (firstToken == null) {
            firstToken = Duration.between(head.createdAt(), clock.instant());
            flush();
        }
    }

    void writeIfDue() {
        if (untilNextWrite().isPositive()) {
            return;
        }
        if (buffer.isEmpty()) {
            begin();
            sink.keepAlive();
            lastWrite = clock.instant();
        } else if (streamed && buffer.hasPieces()) {
            begin();
            buffer.drainPiecesTo(sink);
            lastWrite = clock.instant();
        } else {
            flush();
        }
    }

    void flush() {
        if (!buffer.isEmpty()) {
            begin();
            buffer.drainTo(sink);
            lastWrite = clock.instant();
        }
    }

    /** Lets the next candidate give the answer from its beginning, unless the client has received part of it. */
    void startOver() {
        if (!streamed) {
            begun = false;
            firstToken = null;
        }
    }

    /** Starts the silence of a model that is asked now. */
    Silence startSilence() {
        return new Silence(clock);
    }

    /** Time until {@link #writeIfDue} has something to write; negative if it is overdue. */
    Duration untilNextWrite() {
        return Duration.between(clock.instant(), nextWrite());
    }

    private Instant nextWrite() {
        if (buffer.isEmpty()) {
            return lastWrite.plus(rules.keepAliveAfter());
        }
        return streamed && !buffer.hasPieces() ? lastDelta.plus(MAX_HOLD_BACK) : lastWrite.plus(rules.coalescing());
    }

    /** Time from the start of the request to the first delta; null if there was none. */
    @Nullable
    Duration firstToken() {
        return firstToken;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            sink.begin(head.withInput(input.get().orElse(null)));
        }
    }
}
