package ai.tierup.functions.wallet;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.ListBody;
import ai.tierup.functions.support.gateway.PageQuery;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.gateway.UsdField;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads an account's wallet and its ledger entries, and sets its daily limit. */
@Singleton
final class WalletEndpoints implements Endpoint {

    private static final UsdField DAILY_LIMIT = new UsdField(
            "daily_limit_usd",
            "Send dollars as a number or a decimal string, from 0 to 1000000, at most nine decimals, or null for no"
                    + " limit.",
            amount -> !amount.isNegative() && SetDailyLimit.MAX_DAILY_LIMIT.covers(amount),
            Wallet.NO_LIMIT);

    private final WalletLedger ledger;
    private final Books books;
    private final WalletView view;
    private final SetDailyLimit setDailyLimit;
    private final AuditTrail trail;
    private final Routes routes;

    WalletEndpoints(
            WalletLedger ledger,
            Books books,
            WalletView view,
            SetDailyLimit setDailyLimit,
            AuditTrail trail,
            Authenticator authenticator) {
        this.ledger = ledger;
        this.books = books;
        this.view = view;
        this.setDailyLimit = setDailyLimit;
        this.trail = trail;
        this.routes = Routes.of(
                Route.get(
                        "/v1/wallet", authenticator.requiring(Scope.ACCOUNT_READ, (request, caller) -> wallet(caller))),
                Route.get("/v1/wallet/entries", authenticator.requiring(Scope.ACCOUNT_READ, this::entries)),
                Route.put("/v1/wallet/daily-limit", authenticator.requiring(Scope.ACCOUNT_WRITE, this::limit)));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply wallet(Caller caller) {
        return ledger.find(caller.account()).map(view::reply).orElseGet(() -> Reply.error(ApiErrors.invalidApiKey()));
    }

    private Reply entries(GatewayRequest request, Caller caller) {
        return switch (PageQuery.read(request, EntryId::parsePublic)) {
            case PageQuery.Invalid<EntryId>(var error) -> Reply.error(error);
            case PageQuery.Page<EntryId>(var limit, var before) -> entries(caller, limit, before);
        };
    }

    private Reply entries(Caller caller, int limit, @Nullable EntryId before) {
        var found = books.newestEntries(caller.account(), before, limit + 1);
        return ListBody.page(found, limit, EntryBody::write, entry -> entry.id().publicName());
    }

    private Reply limit(GatewayRequest request, Caller caller) {
        if (caller.rights().haveOwnBound()) {
            return Reply.error(ApiErrors.keyHasLimits());
        }
        var bodyError = request.bodyError();
        if (bodyError.isPresent()) {
            return Reply.error(bodyError.get());
        }
        return switch (DAILY_LIMIT.read(request.body())) {
            case UsdField.Invalid(var error) -> Reply.error(error);
            case UsdField.Amount(var amount) -> limit(caller, amount);
        };
    }

    private Reply limit(Caller caller, Money amount) {
        var target = amount.equals(Wallet.NO_LIMIT) ? "none" : amount.usd();
        trail.record(caller.origin(), caller.account(), AuditAction.DAILY_LIMIT_CHANGED, target);
        return setDailyLimit
                .set(caller.account(), amount)
                .map(view::reply)
                .orElseGet(() -> Reply.error(ApiErrors.invalidApiKey()));
    }
}
