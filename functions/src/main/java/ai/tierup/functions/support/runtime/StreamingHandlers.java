package ai.tierup.functions.support.runtime;

import ai.tierup.functions.export.ExportHandler;
import ai.tierup.functions.inference.InferenceHandler;
import ai.tierup.functions.support.wiring.BadSetting;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Creates streaming handlers by their class names. There are so few that a table replaces reflection. */
final class StreamingHandlers {

    private StreamingHandlers() {}

    /** @throws BadSetting if no streaming handler has this name */
    static RequestStreamHandler make(String name) {
        return switch (name) {
            case "ai.tierup.functions.inference.InferenceHandler" -> new InferenceHandler();
            case "ai.tierup.functions.export.ExportHandler" -> new ExportHandler();
            default -> throw new BadSetting("_HANDLER", "a handler that streams; " + name + " needs the stock runtime");
        };
    }
}
