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

    String text(ControlWord word, String otherwise) {
        String value = values.getOrDefault(word, "");
        return value.isEmpty() ? otherwise : value;
    }

    int number(ControlWord word, int otherwise) {
        return number(word).orElse(otherwise);
    }

    OptionalInt number(ControlWord word) {
        String value = values.getOrDefault(word, "");
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }
}
