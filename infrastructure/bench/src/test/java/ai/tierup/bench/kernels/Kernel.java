package ai.tierup.bench.kernels;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.tokens.NeutralTokenMeter;
import ai.tierup.openai.chat.OpenAiChat;

/** A piece of work that every request needs, with an input that is the same in every run. */
public enum Kernel {
    /** Reads the body of a request with a prompt of 1 KB and 20 tools. */
    READ_REQUEST {
        @Override
        Work prepare() {
            var body = Inputs.request();
            var api = new OpenAiChat();
            return () -> api.read(body);
        }
    },
    /** Reads a model's stream of 64 pieces of text, and writes it as the events of our own. */
    TRANSLATE_STREAM {
        @Override
        Work prepare() {
            var stream = new StreamTranslation();
            return stream::translate;
        }
    },
    /** Counts the tokens of a request with a prompt of 1 KB and 20 tools. */
    COUNT_TOKENS {
        @Override
        Work prepare() {
            var counter = new TokenCounter(new NeutralTokenMeter());
            var conversation = conversation();
            return () -> counter.count(conversation);
        }
    },
    /** Holds, relays, bills and settles a chat whose answer has 64 pieces, with stores in memory. */
    COMPLETE_CHAT {
        @Override
        Work prepare() {
            var chat = new ChatFixture(Money.ofUsd("1000"));
            chat.upstream.script(
                    ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug(), Inputs.answerSteps());
            return () -> {
                // What the fixture records must not grow.
                chat.upstream.requests.clear();
                chat.sink.deltas.clear();
                chat.sink.calls.clear();
                return (ChatEnd.Settled) chat.complete(ChatFixture.saying(TierId.TIER_2, Inputs.PROMPT));
            };
        }
    },
    /** Writes a hold, a usage record and the settlement through the SDK of DynamoDB, and reads the two wallets that it answers. */
    WRITE_TO_STORE {
        @Override
        Work prepare() {
            var writes = new StoreWrites();
            return writes::write;
        }
    };

    /** One run of the work. Its result shows that it was done. */
    @FunctionalInterface
    interface Work {

        Object run();
    }

    /** Returns the work. It depends on nothing outside the thread that calls it. */
    abstract Work prepare();

    private static Conversation conversation() {
        return ((ParsedRequest.Valid) new OpenAiChat().read(Inputs.request()))
                .request()
                .conversation();
    }
}
