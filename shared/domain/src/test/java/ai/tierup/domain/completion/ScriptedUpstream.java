package ai.tierup.domain.completion;

import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An upstream that plays a script for each candidate. Time passes only where a script says so. */
public final class ScriptedUpstream implements Upstream {

    public final List<UpstreamRequest> requests = new ArrayList<>();
    int closed;
    private final MovableClock clock;
    private final Map<String, Deque<List<Step>>> scripts = new HashMap<>();

    ScriptedUpstream(MovableClock clock) {
        this.clock = clock;
    }

    public sealed interface Step {}

    record Say(UpstreamEvent event) implements Step {}

    record Silence(Duration duration) implements Step {}

    public record Run(Runnable action) implements Step {}

    record Throw(RuntimeException cause) implements Step {}

    public static Step say(UpstreamEvent event) {
        return new Say(event);
    }

    public static Step silence(Duration duration) {
        return new Silence(duration);
    }

    public ScriptedUpstream script(String slug, Step... steps) {
        scripts.put(slug, new ArrayDeque<>(List.of(List.of(steps))));
        return this;
    }

    /** Plays {@code steps} from the call after the ones that have scripts already. The last script is repeated. */
    ScriptedUpstream then(String slug, Step... steps) {
        Objects.requireNonNull(scripts.get(slug)).add(List.of(steps));
        return this;
    }

    @Override
    public UpstreamCall open(UpstreamRequest request) {
        requests.add(request);
        var left = scripts.getOrDefault(request.candidate().slug(), new ArrayDeque<>(List.of(List.of())));
        return new Call(new ArrayDeque<>(left.size() > 1 ? left.removeFirst() : left.getFirst()));
    }

    private final class Call implements UpstreamCall {

        private final Deque<Step> steps;

        private Call(Deque<Step> steps) {
            this.steps = steps;
        }

        @Override
        public Optional<UpstreamEvent> next(Duration patience) {
            return switch (steps.pollFirst()) {
                case Say(var event) -> Optional.of(event);
                case Silence(var duration) -> {
                    if (duration.compareTo(patience) > 0) {
                        clock.pass(patience);
                        steps.addFirst(new Silence(duration.minus(patience)));
                    } else {
                        clock.pass(duration);
                    }
                    yield Optional.empty();
                }
                case Run(var action) -> {
                    action.run();
                    yield Optional.empty();
                }
                case Throw(var cause) -> throw cause;
                case null -> throw new AssertionError("The script has ended but the call continues");
            };
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
