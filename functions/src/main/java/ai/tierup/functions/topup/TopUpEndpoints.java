package ai.tierup.functions.topup;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.Field;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.IdempotencyHeader;
import ai.tierup.functions.support.gateway.ListBody;
import ai.tierup.functions.support.gateway.PageQuery;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.ReturnPage;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.gateway.UsdField;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Places an account's top-ups, lists them, reads their state, and serves the page to which a customer returns from the checkout. */
@Singleton
final class TopUpEndpoints implements Endpoint {

    private static final UsdField AMOUNT = new UsdField(
            "amount_usd",
            "Send dollars as a number or a decimal string, from 5 to 1000, in whole cents.",
            PlaceTopUp::isAllowed);

    private static final String SAVE_METHOD = "save_payment_method";

    private final PlaceTopUp placeTopUp;
    private final TopUpOrders orders;
    private final CurrentSecrets<PaymentSecrets> secrets;
    private final TopUpPace pace;
    private final Routes routes;

    TopUpEndpoints(
            PlaceTopUp placeTopUp,
            TopUpOrders orders,
            CurrentSecrets<PaymentSecrets> secrets,
            TopUpPace pace,
            DonePage donePage,
            Authenticator authenticator) {
        this.placeTopUp = placeTopUp;
        this.orders = orders;
        this.secrets = secrets;
        this.pace = pace;
        this.routes = Routes.of(
                Route.post("/v1/wallet/top-ups", authenticator.requiring(Scope.ACCOUNT_WRITE, this::place)),
                Route.get("/v1/wallet/top-ups", authenticator.requiring(Scope.ACCOUNT_READ, this::list)),
                Route.get("/v1/wallet/top-ups/{id}", authenticator.requiring(Scope.ACCOUNT_READ, this::find)),
                Route.get(ReturnPage.PATH, donePage));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply place(GatewayRequest request, Caller caller) {
        var json = request.jsonBody();
        return switch (AMOUNT.read(json)) {
            case UsdField.Invalid(var error) -> Reply.error(error);
            case UsdField.Amount(var amount) -> place(request, caller, amount, savesMethod(json));
        };
    }

    private static boolean savesMethod(JsonNode json) {
        var field = new Field(json, "").at(SAVE_METHOD);
        return field.isPresent() && field.bool();
    }

    private Reply place(GatewayRequest request, Caller caller, Money amount, boolean savesMethod) {
        if (secrets.fresh().paymentKey().isEmpty()) {
            return Reply.error(ApiErrors.paymentsNotSetUp());
        }
        if (!pace.admits(caller.account())) {
            return Reply.error(ApiErrors.tooManyTopUps());
        }
        return switch (IdempotencyHeader.of(request, caller.account())) {
            case IdempotencyHeader.Absent() ->
                reply(placeTopUp.place(caller.origin(), caller.account(), amount, ReturnPage.of(request), savesMethod));
            case IdempotencyHeader.Given(var once) ->
                placeTopUp
                        .placeOnce(caller.origin(), once, amount, ReturnPage.of(request), savesMethod)
                        .map(TopUpEndpoints::reply)
                        .orElseGet(() -> Reply.error(ApiErrors.otherRequestWithIdempotencyKey()));
            case IdempotencyHeader.Invalid(var error) -> Reply.error(error);
        };
    }

    private Reply list(GatewayRequest request, Caller caller) {
        return switch (PageQuery.read(request, TopUpId::parsePublic)) {
            case PageQuery.Invalid<TopUpId>(var error) -> Reply.error(error);
            case PageQuery.Page<TopUpId>(var limit, var before) -> list(caller.account(), limit, before);
        };
    }

    private Reply list(AccountId account, int limit, @Nullable TopUpId before) {
        var found = orders.newest(account, before, limit + 1);
        return ListBody.page(found, limit, TopUpBody::write, order -> order.id().publicName());
    }

    private Reply find(GatewayRequest request, Caller caller) {
        return TopUpId.parsePublic(request.pathParameters().getOrDefault("id", ""))
                .flatMap(id -> orders.find(caller.account(), id))
                .map(TopUpEndpoints::reply)
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private static Reply reply(TopUpOrder order) {
        return Reply.json(json -> TopUpBody.write(json, order));
    }
}
