package ai.tierup.local;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Replaces what differs from run to run by placeholders, so that equal ids stay equal: {@code {{id-2}}} is the second new id of its
 * line, {@code {{id-2 line -3}}} the second new id of three lines before. So a line that is added changes few others. Times of this
 * run, days near today and durations are replaced too. Ids that stand in the recording itself, and all other times, stay as they are.
 */
final class AnswerMask {

    private static final Pattern ID =
            Pattern.compile("(?<=\\b(?:req_|chatcmpl-|top_|ent_))[0-9abcdefghjkmnpqrstvwxyz]{16}\\b");
    private static final Pattern CALL =
            Pattern.compile("(?<=\\bcall_)[0-9A-Za-z]{24}\\b|(?<=\\btoolu_01)[0-9A-Za-z]{22}\\b");
    private static final Pattern SESSION = Pattern.compile("(?<=\\bcs_test_)[0-9A-Za-z]{20,}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");
    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d(?!\\d)");
    private static final Pattern SECOND = Pattern.compile("\"(created|expires_at)\":(\\d{10})\\b");
    private static final Pattern MILLIS = Pattern.compile("\"(duration_ms|first_token_ms)\":\\d+");
    private static final int DAYS_BACK = 31;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    /** A chunk with nothing but more text, or more arguments of a call. The second group is what it adds. */
    private static final Pattern MORE = Pattern.compile(
            "(data: \\{.*\"delta\":\\{(?:\"content\":|\"tool_calls\":\\[\\{\"index\":\\d+,\"function\":\\{\"arguments\":)\")"
                    + "((?:[^\"\\\\]++|\\\\.)*+)(\".*)");

    private final Instant begun;
    private final String known;
    private final Map<String, String> addresses;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> newInLine = new HashMap<>();
    private int line;

    /** Where an id appeared first. */
    private record Place(int line, int number) {}

    /**
     * @param begun when the run began
     * @param known text in which no id of this run can stand
     * @param addresses what to call addresses of this run
     */
    AnswerMask(Instant begun, String known, Map<String, String> addresses) {
        this.begun = begun;
        this.known = known;
        this.addresses = Map.copyOf(addresses);
    }

    String hide(String text) {
        var hidden = text;
        for (var address : addresses.entrySet()) {
            hidden = hidden.replace(address.getKey(), address.getValue());
        }
        hidden = numbered("id", ID, hidden);
        hidden = numbered("call", CALL, hidden);
        hidden = numbered("session", SESSION, hidden);
        hidden = SECOND.matcher(hidden).replaceAll(this::second);
        hidden = MILLIS.matcher(hidden).replaceAll("\"$1\":\"{{millis}}\"");
        hidden = TIME.matcher(hidden).replaceAll(this::time);
        return DAY.matcher(hidden).replaceAll(AnswerMask::day);
    }

    /** Begins the next line: what is hidden from now on belongs to it. */
    void beginLine() {
        line++;
        newInLine.clear();
    }

    private String numbered(String kind, Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> known.contains(match.group()) ? match.group() : name(kind, match.group()));
    }

    private String name(String kind, String id) {
        var place = places.computeIfAbsent(id, absent -> new Place(line, newInLine.merge(kind, 1, Integer::sum)));
        return place.line() == line
                ? "{{%s-%d}}".formatted(kind, place.number())
                : "{{%s-%d line %d}}".formatted(kind, place.number(), place.line() - line);
    }

    private boolean isOfThisRun(Instant time) {
        return !time.isBefore(begun.minus(CLOCKS_DIFFER))
                && !time.isAfter(Instant.now().plus(CLOCKS_DIFFER));
    }

    private String time(MatchResult match) {
        return isOfThisRun(Instant.parse(match.group())) ? "{{now}}" : match.group();
    }

    /** A time in whole seconds: of this run, or, of a checkout that expires, within the next two days. */
    private String second(MatchResult match) {
        var time = Instant.ofEpochSecond(Long.parseLong(match.group(2)));
        if (isOfThisRun(time)) {
            return "\"" + match.group(1) + "\":\"{{now}}\"";
        }
        return time.isAfter(begun) && time.isBefore(begun.plus(Duration.ofDays(2)))
                ? "\"" + match.group(1) + "\":\"{{later}}\""
                : match.group();
    }

    private static String day(MatchResult match) {
        var day = match.group();
        for (var days = -DAYS_BACK; days <= 1; days++) {
            if (day.equals(today().plusDays(days).toString())) {
                return days == 0 ? "{{today}}" : "{{today%+d}}".formatted(days);
            }
        }
        return day;
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** Hides in the value of a header, too, that a client shall wait until midnight. */
    String hideHeader(String name, String value) {
        if (!name.equals("retry-after")) {
            return hide(value);
        }
        var midnight = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var ends = Instant.now().plusSeconds(Long.parseLong(value));
        return Duration.between(ends, midnight).abs().compareTo(CLOCKS_DIFFER) <= 0 ? "{{until-midnight}}" : value;
    }

    /**
     * Joins the chunks of a stream that only add to a text, or to the arguments of a call. How many of them there are depends on how
     * fast the model was. The first chunk of an answer always travels alone, and stays so. Returns any other body as it is.
     */
    static String joined(String events) {
        var joined = new ArrayList<String>();
        for (var event : events.split("(?<=\n\n)", -1)) {
            var last = MORE.matcher(joined.isEmpty() ? "" : joined.getLast().strip());
            var next = MORE.matcher(event.strip());
            if (last.matches()
                    && next.matches()
                    && last.group(1).equals(next.group(1))
                    && last.group(3).equals(next.group(3))) {
                joined.set(joined.size() - 1, last.group(1) + last.group(2) + next.group(2) + last.group(3) + "\n\n");
            } else {
                joined.add(event);
            }
        }
        return String.join("", joined);
    }
}
