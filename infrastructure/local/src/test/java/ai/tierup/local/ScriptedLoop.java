package ai.tierup.local;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A loop in which the simulated model calls a tool ten times, and then says that it is at the end. */
final class ScriptedLoop {

    static final int TURNS = 10;
    static final String END = "I have asked everywhere.";

    /** More than 1,024 tokens, from which on repeated input is cheaper: in most turns, because on a slow machine a request does not wait to learn it. */
    static final String LONG_INSTRUCTIONS = "You ask in each place once, and then you say so. ".repeat(150);

    private ScriptedLoop() {}

    /** The prompt that makes the model call {@code tool}. */
    static String prompt(String tool) {
        return arguments().stream()
                .map(arguments -> "{\"call\":\"%s\",\"with\":%s}".formatted(tool, arguments))
                .collect(Collectors.joining(",", "[[script]] [", ",{\"say\":\"%s\"}] [[/script]]".formatted(END)));
    }

    /** The arguments of each call. */
    static List<String> arguments() {
        return IntStream.range(0, TURNS)
                .mapToObj("{\"place\":\"place %d\"}"::formatted)
                .toList();
    }
}
