package ai.tierup.functions.wallet;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.account.Authenticator;
import ai.tierup.functions.gateway.Endpoint;
import ai.tierup.functions.gateway.GatewayRequest;
import ai.tierup.functions.gateway.Reply;
import ai.tierup.openai.ApiErrors;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Reads an account's wallet and sets its daily limit. */
@Singleton
final class WalletEndpoints implements Endpoint {

    private final WalletLedger ledger;
    private final SetDailyLimit setDailyLimit;
    private final WalletRules rules;
    private final InstantSource clock;
    private final Endpoint read;
    private final Endpoint limit;

    WalletEndpoints(
            WalletLedger ledger,
            SetDailyLimit setDailyLimit,
            WalletRules rules,
            InstantSource clock,
            Authenticator authenticator) {
        this.ledger = ledger;
        this.setDailyLimit = setDailyLimit;
        this.rules = rules;
        this.clock = clock;
        this.read = authenticator.requiring(Scope.ACCOUNT_READ, this::read);
        this.limit = authenticator.requiring(Scope.ACCOUNT_WRITE, this::limit);
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return (request.method().equals("PUT") ? limit : read).answer(request);
    }

    private Reply read(GatewayRequest request, ApiKey key) {
        return ledger.find(key.account()).map(this::reply).orElseGet(() -> Reply.error(ApiErrors.invalidApiKey()));
    }

    private Reply limit(GatewayRequest request, ApiKey key) {
        var objection = request.objectionToBody();
        if (objection.isPresent()) {
            return Reply.error(objection.get());
        }
        return switch (DailyLimitBody.read(request.body())) {
            case DailyLimitBody.Invalid(var error) -> Reply.error(error);
            case DailyLimitBody.Limit(var amount) ->
                setDailyLimit
                        .set(key.account(), amount)
                        .map(this::reply)
                        .orElseGet(() -> Reply.error(ApiErrors.invalidApiKey()));
        };
    }

    private Reply reply(Wallet wallet) {
        return Reply.json(json -> WalletBody.write(json, wallet, rules, clock.instant()));
    }
}
