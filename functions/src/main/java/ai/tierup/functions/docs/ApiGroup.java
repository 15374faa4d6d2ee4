package ai.tierup.functions.docs;

import java.util.Arrays;
import java.util.Optional;

/** A page of the reference: operations whose paths begin alike. */
enum ApiGroup {
    CHAT("chat", "Chat completions", "/v1/chat"),
    RESPONSES("responses", "Responses", "/v1/responses"),
    MESSAGES("messages", "Messages", "/v1/messages"),
    TOKENS("tokens", "Counting tokens", "/v1/tokens"),
    MODELS("models", "Models and tiers", "/v1/models", "/v1/tiers"),
    SIGN_UP("sign-up", "Signing up and in", "/v1/sign-up", "/v1/sessions"),
    KEYS("keys", "Keys and teams", "/v1/keys", "/v1/teams"),
    WALLET("wallet", "Wallet and top-ups", "/v1/wallet"),
    USAGE("usage", "Usage", "/v1/usage"),
    ACCOUNT("account", "Account, alerts and audit", "/v1/account", "/v1/audit"),
    STATUS("status", "Status", "/v1/status", "/healthz");

    private final String publicName;
    private final String title;
    private final String prefixes;

    ApiGroup(String publicName, String title, String... prefixes) {
        this.publicName = publicName;
        this.title = title;
        this.prefixes = String.join("|", prefixes);
    }

    String publicName() {
        return publicName;
    }

    String title() {
        return title;
    }

    boolean has(String path) {
        return path.matches("(" + prefixes + ")(/.*)?");
    }

    static Optional<ApiGroup> named(String publicName) {
        return Arrays.stream(values())
                .filter(group -> group.publicName.equals(publicName))
                .findFirst();
    }
}
