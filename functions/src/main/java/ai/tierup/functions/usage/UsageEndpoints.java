package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.PageQuery;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Serves an account's usage: sums, pages of records, and single records. */
@Singleton
final class UsageEndpoints implements Endpoint {

    /** Groups the usage of keys without a team. No team has this name. */
    private static final String NO_TEAM = "no_team";

    private final UsageLog log;
    private final ApiKeys keys;
    private final RecordPages pages;
    private final InstantSource clock;
    private final Routes routes;

    UsageEndpoints(UsageLog log, ApiKeys keys, RecordPages pages, InstantSource clock, Authenticator authenticator) {
        this.log = log;
        this.keys = keys;
        this.pages = pages;
        this.clock = clock;
        this.routes = Routes.of(
                Route.get("/v1/usage", authenticator.requiring(Scope.ACCOUNT_READ, this::sums)),
                Route.get("/v1/usage/requests", authenticator.requiring(Scope.ACCOUNT_READ, this::page)),
                Route.get("/v1/usage/requests/{id}", authenticator.requiring(Scope.ACCOUNT_READ, this::record)));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply record(GatewayRequest request, Caller caller) {
        return RequestId.parsePublic(request.pathParameters().getOrDefault("id", ""))
                .flatMap(id -> log.find(caller.account(), id))
                .map(record -> Reply.json(json -> RecordBody.write(json, record)))
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private Reply page(GatewayRequest request, Caller caller) {
        return switch (PageQuery.read(request, RequestId::parsePublic)) {
            case PageQuery.Invalid<RequestId>(var error) -> Reply.error(error);
            case PageQuery.Page<RequestId>(var limit, var before) -> {
                var page = pages.page(caller.account(), limit, before);
                yield Reply.json(json -> RecordBody.writePage(json, page));
            }
        };
    }

    private Reply sums(GatewayRequest request, Caller caller) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (SumQuery.read(request, today)) {
            case SumQuery.Invalid(var error) -> Reply.error(error);
            case SumQuery.Sums query -> {
                var teams = query.grouping() == Grouping.TEAM ? teams(caller.account()) : Map.<KeyId, String>of();
                var sums = new UsageSums(query.grouping(), key -> teams.getOrDefault(key, NO_TEAM));
                for (var day = query.from(); !day.isAfter(query.to()); day = day.plusDays(1)) {
                    log.ofDay(caller.account(), day).forEach(sums::add);
                }
                yield Reply.json(json -> sums.write(json, query));
            }
        };
    }

    /** The teams of the account's keys as they are now. A revoked key stays in the team that it had. */
    private Map<KeyId, String> teams(AccountId account) {
        var teams = new HashMap<KeyId, String>();
        for (var listed : keys.list(account)) {
            var team = listed.key().rights().team();
            if (team != null) {
                teams.put(listed.key().id(), team.name().value());
            }
        }
        return teams;
    }
}
