package ai.tierup.local.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the schedules that {@code template.yaml} declares: every {@code Schedule} event of every function.
 *
 * @param template the whole template as a tree
 */
public record TemplateSchedules(JsonNode template) {

    /** @throws IllegalArgumentException if the local run does not support one of them */
    List<Schedule> schedules() {
        var schedules = new ArrayList<Schedule>();
        var defaultTimeout =
                template.path("Globals").path("Function").path("Timeout").asInt();
        for (var resource : template.path("Resources")) {
            var properties = resource.path("Properties");
            for (var event : properties.path("Events")) {
                if (event.path("Type").asText().equals("Schedule")) {
                    schedules.add(new Schedule(
                            properties.path("Handler").asText(),
                            Recurrence.parse(
                                    event.path("Properties").path("Schedule").asText()),
                            Duration.ofSeconds(properties.path("Timeout").asInt(defaultTimeout))));
                }
            }
        }
        return schedules;
    }
}
