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
 * Replaces ids, times and durations that differ between runs with placeholders. Equal ids get equal placeholders: {@code {{id-2}}} is
 * the second new id of its line, {@code {{id-2 line -3}}} the second new id of the line three lines before. These numbers are relative,
 * so an additional line changes few others. Ids in the recording itself, and times outside this run, are not replaced.
 */
final class AnswerMask {

    private static final Pattern ID =
            Pattern.compile("(?<=\\b(?:req_|chatcmpl-|resp_|msg_|top_|ent_))[0-9abcdefghjkmnpqrstvwxyz]{16}\\b"
                    // The number of an item follows the id of its answer.
                    + "|(?<=\\b(?:msg_|fc_|ctc_))[0-9abcdefghjkmnpqrstvwxyz]{16}(?=\\d+\\b)");
    private static final Pattern CALL =
            Pattern.compile("(?<=\\bcall_)[0-9A-Za-z]{24}\\b|(?<=\\btoolu_)[0-9A-Za-z]{24}\\b");
    private static final Pattern SESSION = Pattern.compile("(?<=\\bcs_test_)[0-9A-Za-z]{20,}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    /** Days that follow from the day of the run. Others, as in the models' {@code created_at}, are the same on every day. */
    private static final Pattern DAY =
            Pattern.compile("(?<=\"(?:from|to|day|key|resets_at)\":\"|[?&](?:from|to)=)\\d{4}-\\d\\d-\\d\\d(?!\\d)");

    /** The hash of the content of a file of the site, by which it is named. */
    private static final Pattern CONTENT = Pattern.compile("(?<=\\bsite/[a-z-]{1,40}\\.)[0-9a-f]{12}(?=\\.[a-z])");

    private static final Pattern SECOND =
            Pattern.compile("\"(created|created_at|completed_at|expires_at)\":(\\d{10})\\b");
    private static final Pattern MILLIS = Pattern.compile("\"(duration_ms|first_token_ms)\":\\d+");

    /** State of reasoning, sealed by us or as the simulated model gave it. */
    private static final Pattern STATE = Pattern.compile(
            "(?<=\"(?:data|signature|encrypted_content)\":\")(?:v1\\.k1\\.)?[0-9A-Za-z+/=_-]{40,}(?=\")");

    private static final Pattern REASONING_ID = Pattern.compile("(?<=\"rs_)[0-9A-Za-z-]{16,}(?=\")");
    private static final String UNTIL_MIDNIGHT = "{{until-midnight}}";
    private static final String UNTIL_NEXT_MONTH = "{{until-next-month}}";
    private static final int DAYS_BACK = 31;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** A chunk that only adds text or arguments of a tool call. The second group is what it adds. */
    private static final Pattern DELTA = Pattern.compile("(data:"
            + " \\{.*\"delta\":\\{(?:\"content\":|\"tool_calls\":\\[\\{\"index\":\\d+,\"function\":\\{\"arguments\":)\")"
            + "((?:[^\"\\\\]++|\\\\.)*+)(\".*)");

    private final Instant started;
    private final String recordedText;
    private final Map<String, String> addresses;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> newInLine = new HashMap<>();
    private int line;

    /** The first appearance of an id. */
    private record Place(int line, int number) {}

    /**
     * @param started start of the run
     * @param recordedText the recording; ids that it contains are not replaced
     * @param addresses placeholders by the addresses of this run that they replace
     */
    AnswerMask(Instant started, String recordedText, Map<String, String> addresses) {
        this.started = started;
        this.recordedText = recordedText;
        this.addresses = Map.copyOf(addresses);
    }

    String mask(String text) {
        var masked = text;
        for (var address : addresses.entrySet()) {
            masked = masked.replace(address.getKey(), address.getValue());
        }
        masked = numbered("id", ID, masked);
        masked = numbered("call", CALL, masked);
        masked = numbered("session", SESSION, masked);
        masked = STATE.matcher(masked).replaceAll("{{state}}");
        masked = REASONING_ID.matcher(masked).replaceAll("{{reasoning}}");
        masked = SECOND.matcher(masked).replaceAll(this::second);
        masked = MILLIS.matcher(masked).replaceAll("\"$1\":\"{{millis}}\"");
        masked = TIME.matcher(masked).replaceAll(this::time);
        masked = CONTENT.matcher(masked).replaceAll("{{content}}");
        return DAY.matcher(masked).replaceAll(AnswerMask::day);
    }

    /** Starts the next line. Text that is masked from now on belongs to it. */
    void beginLine() {
        line++;
        newInLine.clear();
    }

    private String numbered(String kind, Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> recordedText.contains(match.group()) ? match.group() : name(kind, match.group()));
    }

    private String name(String kind, String id) {
        var place = places.computeIfAbsent(id, absent -> new Place(line, newInLine.merge(kind, 1, Integer::sum)));
        return place.line() == line
                ? "{{%s-%d}}".formatted(kind, place.number())
                : "{{%s-%d line %d}}".formatted(kind, place.number(), place.line() - line);
    }

    private boolean isOfThisRun(Instant time) {
        return !time.isBefore(started.minus(CLOCK_TOLERANCE))
                && !time.isAfter(Instant.now().plus(CLOCK_TOLERANCE));
    }

    private String time(MatchResult match) {
        return isOfThisRun(Instant.parse(match.group())) ? "{{now}}" : match.group();
    }

    /** Replaces a time in seconds if it is within this run, or, as the expiry of a checkout, within two days after its start. */
    private String second(MatchResult match) {
        var time = Instant.ofEpochSecond(Long.parseLong(match.group(2)));
        if (isOfThisRun(time)) {
            return "\"" + match.group(1) + "\":\"{{now}}\"";
        }
        return time.isAfter(started) && time.isBefore(started.plus(Duration.ofDays(2)))
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

    /** Masks the value of a header. A {@code retry-after} that ends at midnight is masked too. */
    String maskHeader(String name, String value) {
        if (!name.equals("retry-after")) {
            return mask(value);
        }
        if (isUntil(today().plusDays(1), value)) {
            return UNTIL_MIDNIGHT;
        }
        return isUntil(today().withDayOfMonth(1).plusMonths(1), value) ? UNTIL_NEXT_MONTH : value;
    }

    /** Returns what {@code recorded} has to be today: on the last day of a month, the next month begins at midnight. */
    static String asOfToday(String recorded) {
        return isLastDayOfMonth() ? recorded.replace(UNTIL_NEXT_MONTH, UNTIL_MIDNIGHT) : recorded;
    }

    /** Returns whether times until midnight and until the next month cannot be told apart today. */
    static boolean isLastDayOfMonth() {
        return today().plusDays(1).getDayOfMonth() == 1;
    }

    private static boolean isUntil(LocalDate day, String seconds) {
        var begins = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var ends = Instant.now().plusSeconds(Long.parseLong(seconds));
        return Duration.between(ends, begins).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }

    /**
     * Joins successive chunks of a stream that only add text or tool-call arguments, because their number depends on the model's speed.
     * The first chunk of an answer is always sent alone and is not joined. Other bodies are returned unchanged.
     */
    static String joinDeltas(String events) {
        var joined = new ArrayList<String>();
        for (var event : events.split("(?<=\n\n)", -1)) {
            var last = DELTA.matcher(joined.isEmpty() ? "" : joined.getLast().strip());
            var next = DELTA.matcher(event.strip());
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
