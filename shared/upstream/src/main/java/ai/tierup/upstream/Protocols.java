package ai.tierup.upstream;

import ai.tierup.upstream.chat.ChatProtocol;
import ai.tierup.upstream.openaicompatible.OpenAiCompatible;
import ai.tierup.upstream.openrouter.OpenRouter;
import ai.tierup.upstream.protocol.Protocol;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The supported protocols, by their names in the settings. */
public final class Protocols {

    public static final Protocol OPENROUTER = new ChatProtocol(new OpenRouter());
    public static final Protocol OPENAI_COMPATIBLE = new ChatProtocol(new OpenAiCompatible());

    private static final Map<String, Protocol> BY_NAME = Map.of(
            "openai", OPENAI_COMPATIBLE,
            "openrouter", OPENROUTER);

    private Protocols() {}

    public static Optional<Protocol> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }
}
