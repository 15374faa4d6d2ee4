package ai.tierup.functions.support.wiring;

import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.UpstreamSettings;
import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;

/** Reads who serves the models, and how long they may be silent. */
final class UpstreamVariables {

    private static final String URL = "TIERUP_UPSTREAM_URL";
    private static final String PROTOCOL = "TIERUP_UPSTREAM_PROTOCOL";
    private static final String MODEL = "TIERUP_UPSTREAM_MODEL";
    private static final String OPENROUTER_HOST = "openrouter.ai";

    private UpstreamVariables() {}

    /** @throws BadSetting when a variable is missing or makes no sense */
    static UpstreamSettings read(Variables variables) {
        var url = variables.url(URL).orElseThrow(() -> new BadSetting(URL, "set"));
        return new UpstreamSettings(
                url,
                protocol(variables, url),
                variables.text(MODEL).orElse(null),
                variables.seconds("TIERUP_UPSTREAM_CONNECT_TIMEOUT_SECONDS", 60, 3),
                variables.seconds("TIERUP_UPSTREAM_FIRST_BYTE_TIMEOUT_SECONDS", 900, 60),
                variables.seconds("TIERUP_UPSTREAM_IDLE_TIMEOUT_SECONDS", 900, 60));
    }

    private static Protocol protocol(Variables variables, URI url) {
        return variables
                .text(PROTOCOL)
                .map(name -> Protocols.named(name.strip())
                        .orElseThrow(() -> new BadSetting(PROTOCOL, String.join(" or ", Protocols.names()))))
                .orElseGet(() -> usualProtocol(variables, url));
    }

    /** The mapping's slugs are OpenRouter's, so a server that is sent them speaks OpenRouter; one with a model name of its own seldom does. */
    private static Protocol usualProtocol(Variables variables, URI url) {
        return variables.text(MODEL).isPresent() && !OPENROUTER_HOST.equalsIgnoreCase(url.getHost())
                ? Protocols.OPENAI_COMPATIBLE
                : Protocols.OPENROUTER;
    }
}
