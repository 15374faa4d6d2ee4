package ai.tierup.domain.completion;

import ai.tierup.domain.answer.GivenAnswer;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Counts the neutral tokens of one request and of its answers. The input is counted once, by whoever needs it first. */
final class RequestMeter implements Runnable {

    private final TokenCounter counter;
    private final Conversation conversation;
    private final FutureTask<List<Long>> blocks = new FutureTask<>(this::countBlocks);

    RequestMeter(TokenCounter counter, Conversation conversation) {
        this.counter = counter;
        this.conversation = conversation;
    }

    /** Counts the input, unless it is counted already. */
    @Override
    public void run() {
        blocks.run();
    }

    /** The tokens of each {@link Block} of the conversation. */
    List<Long> blockTokens() {
        run();
        try {
            return blocks.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return countBlocks();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The input could not be counted", e);
        }
    }

    long inputTokens() {
        return blockTokens().stream().mapToLong(Long::longValue).sum();
    }

    /** The tokens of the input if they are counted already. Does not wait. */
    Optional<Long> countedInputTokens() {
        return blocks.state() == Future.State.SUCCESS ? Optional.of(inputTokens()) : Optional.empty();
    }

    long answerTokens(GivenAnswer answer) {
        return counter.countAnswer(answer.text(), answer.toolCalls());
    }

    /** The tokens of a message, as part of the input of a later request. */
    long turnTokens(Message message) {
        return counter.count(new Block.Turn(message));
    }

    /** Returns whether the input has more than {@code limit} tokens. No text is counted further than it takes to know. */
    boolean inputExceeds(long limit) {
        long tokens = 0;
        for (var block : Block.of(conversation)) {
            tokens += counter.count(block, limit - tokens);
            if (tokens > limit) {
                return true;
            }
        }
        return false;
    }

    private List<Long> countBlocks() {
        return Block.of(conversation).stream().map(counter::count).toList();
    }
}
