package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses the words of one operation or fact of a {@link WalletStory}. A word that is missing or left over ends the test. */
final class StoryWords {

    private final Deque<String> words;

    StoryWords(String text) {
        words = new ArrayDeque<>(Arrays.asList(text.strip().split(" +")));
    }

    String next() {
        var word = words.poll();
        if (word == null) {
            throw new IllegalArgumentException("A word is missing");
        }
        return word;
    }

    boolean skip(String word) {
        return word.equals(words.peek()) && words.remove(word);
    }

    /** Takes all remaining words. */
    Stream<String> rest() {
        var rest = List.copyOf(words);
        words.clear();
        return rest.stream();
    }

    void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("Not understood: " + String.join(" ", words));
        }
    }

    long number() {
        var word = next();
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number: " + word, e);
        }
    }

    Money amount() {
        return new Money(number());
    }

    LocalDate day() {
        return meaning(WalletStory.DAYS).orElseThrow(() -> new IllegalArgumentException("Not a day: " + words.peek()));
    }

    /** Takes the next word and returns its meaning. If it has none, the word stays and the result is empty. */
    <T> Optional<T> meaning(Map<String, T> meanings) {
        var word = words.peek();
        if (word == null || !meanings.containsKey(word)) {
            return Optional.empty();
        }
        words.remove();
        return Optional.ofNullable(meanings.get(word));
    }
}
