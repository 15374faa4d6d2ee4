package ai.tierup.simulators.upstream;

import java.util.Map;
import java.util.OptionalInt;

/** The control words that apply to one call. */
record ControlWords(Map<ControlWord, String> values) {

    ControlWords {
        values = Map.copyOf(values);
    }

    boolean has(ControlWord word) {
        return values.containsKey(word);
    }

    String text(ControlWord word, String fallback) {
        String value = values.getOrDefault(word, "");
        return value.isEmpty() ? fallback : value;
    }

    int number(ControlWord word, int fallback) {
        return number(word).orElse(fallback);
    }

    OptionalInt number(ControlWord word) {
        String value = values.getOrDefault(word, "");
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }
}
