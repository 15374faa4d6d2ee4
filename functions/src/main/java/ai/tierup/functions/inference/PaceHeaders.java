package ai.tierup.functions.inference;

import ai.tierup.domain.account.Pace;
import ai.tierup.domain.keys.PaceState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that say what is left of a key's limits a minute, in the form of OpenAI's API. */
final class PaceHeaders {

    private PaceHeaders() {}

    static Map<String, String> of(PaceState state) {
        var headers = new LinkedHashMap<String, String>();
        for (var left : state.limits()) {
            var what = left.pace() == Pace.TOKENS_PER_MINUTE ? "tokens" : "requests";
            headers.put("x-ratelimit-limit-" + what, Long.toString(left.limit()));
            headers.put("x-ratelimit-remaining-" + what, Long.toString(left.left()));
            headers.put("x-ratelimit-reset-" + what, text(left.reset()));
        }
        return headers;
    }

    /** Returns a time such as {@code 1m27s}, rounded up. */
    private static String text(Duration time) {
        var seconds = Math.ceilDiv(time.toMillis(), 1000);
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
