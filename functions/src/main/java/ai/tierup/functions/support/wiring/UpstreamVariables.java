package ai.tierup.functions.support.wiring;

import ai.tierup.domain.answer.TokenTimeouts;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.Provider;
import ai.tierup.upstream.UpstreamSettings;
import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the providers of models and their timeouts. {@code TIERUP_UPSTREAM_…} configures the default provider;
 * {@code TIERUP_PROVIDERS} lists further ones.
 */
final class UpstreamVariables {

    private static final String URL = "TIERUP_UPSTREAM_URL";
    private static final String PROTOCOL = "TIERUP_UPSTREAM_PROTOCOL";
    private static final String MODEL = "TIERUP_UPSTREAM_MODEL";
    private static final String KEY = "TIERUP_UPSTREAM_KEY";
    private static final String PROVIDERS = "TIERUP_PROVIDERS";
    private static final Pattern ENTRY = Pattern.compile("([^=]+)=([^:]+):(.+)");
    private static final String OPENROUTER_HOST = "openrouter.ai";

    private UpstreamVariables() {}

    /** @throws BadSetting if a variable is missing or invalid */
    static UpstreamSettings read(Variables variables) {
        var providers = new ArrayList<Provider>();
        providers.add(defaultProvider(variables));
        variables.text(PROVIDERS).ifPresent(entries -> {
            for (var entry : entries.split(",", -1)) {
                providers.add(furtherProvider(entry.strip()));
            }
        });
        if (providers.stream().map(Provider::id).distinct().count() < providers.size()) {
            throw badProviders();
        }
        return new UpstreamSettings(providers, variables.seconds("TIERUP_UPSTREAM_CONNECT_TIMEOUT_SECONDS", 60, 3));
    }

    /**
     * Reads how long a model may be silent.
     *
     * @throws BadSetting if a variable is invalid
     */
    static TokenTimeouts timeouts(Variables variables) {
        return new TokenTimeouts(
                variables.seconds("TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", 900, 12),
                variables.seconds("TIERUP_UPSTREAM_REASONING_FIRST_TOKEN_TIMEOUT_SECONDS", 900, 45),
                variables.seconds("TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", 900, 60),
                TokenTimeouts.STANDARD.end());
    }

    private static Provider defaultProvider(Variables variables) {
        var url = variables.url(URL).orElseThrow(() -> new BadSetting(URL, "set"));
        var protocol = variables
                .text(PROTOCOL)
                .map(name -> Protocols.named(name.strip()).orElseThrow(() -> new BadSetting(PROTOCOL, protocolNames())))
                .orElseGet(() -> defaultProtocol(variables, url));
        return new Provider(
                ProviderId.DEFAULT, url, protocol, variables.text(MODEL).orElse(null));
    }

    /**
     * Returns the default protocol. The slugs of the mapping imply OpenRouter. A configured model name implies plain OpenAI, unless the host
     * is OpenRouter's.
     */
    private static Protocol defaultProtocol(Variables variables, URI url) {
        return variables.text(MODEL).isPresent() && !OPENROUTER_HOST.equalsIgnoreCase(url.getHost())
                ? Protocols.OPENAI_COMPATIBLE
                : Protocols.OPENROUTER;
    }

    private static Provider furtherProvider(String entry) {
        var parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw badProviders();
        }
        return new Provider(
                providerId(parts.group(1)),
                Variables.httpUrl(parts.group(3)).orElseThrow(UpstreamVariables::badProviders),
                Protocols.named(parts.group(2)).orElseThrow(UpstreamVariables::badProviders),
                null);
    }

    private static ProviderId providerId(String name) {
        try {
            return new ProviderId(name);
        } catch (IllegalArgumentException e) {
            throw badProviders();
        }
    }

    private static BadSetting badProviders() {
        return new BadSetting(
                PROVIDERS,
                "NAME=PROTOCOL:URL, such as other=openai:https://api.example.com/v1, or several with commas; each NAME once and of"
                        + " a-z 0-9 _, none of them " + ProviderId.DEFAULT + "; PROTOCOL " + protocolNames());
    }

    private static String protocolNames() {
        return String.join(" or ", Protocols.names());
    }

    /**
     * Reads our API key at each provider.
     *
     * @param problems receives an error for each further provider without a key
     * @throws BadSetting if the default provider has no key
     */
    static Map<ProviderId, String> keys(
            Variables variables, List<ProviderId> furtherProviders, Consumer<BadSetting> problems) {
        var keys = new HashMap<ProviderId, String>();
        keys.put(ProviderId.DEFAULT, variables.required(KEY));
        for (var provider : furtherProviders) {
            var name = "TIERUP_PROVIDER_" + provider.value().toUpperCase(Locale.ROOT) + "_KEY";
            variables
                    .text(name)
                    .ifPresentOrElse(
                            key -> keys.put(provider, key), () -> problems.accept(new BadSetting(name, "set")));
        }
        return keys;
    }
}
