package ai.tierup.functions.support.runtime;

import ai.tierup.functions.inference.InferenceHandler;
import ai.tierup.functions.support.wiring.BadSetting;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** The handlers that stream. A table and no look-up by class name: so few need none, and nothing here is reflective. */
final class StreamingHandlers {

    private StreamingHandlers() {}

    /** @throws BadSetting when there is no such handler */
    static RequestStreamHandler make(String name) {
        return switch (name) {
            case "ai.tierup.functions.inference.InferenceHandler" -> new InferenceHandler();
            default -> throw new BadSetting("_HANDLER", "a handler that streams; " + name + " needs the stock runtime");
        };
    }
}
