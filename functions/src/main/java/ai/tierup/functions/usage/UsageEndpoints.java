package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.books.ReadUsage;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Serves an account's usage: sums, pages of records, and single records. */
@Singleton
final class UsageEndpoints implements Endpoint {

    private final UsageLog log;
    private final ApiKeys keys;
    private final RecordPages pages;
    private final ReadUsage usage;
    private final InstantSource clock;
    private final Routes routes;

    UsageEndpoints(
            UsageLog log,
            ReadUsage usage,
            ApiKeys keys,
            RecordPages pages,
            InstantSource clock,
            Authenticator authenticator) {
        this.log = log;
        this.usage = usage;
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
        var query = RecordQuery.read(request);
        var page = pages.page(
                caller.account(), query, labels(caller, query.filter().needsTeams()));
        return Reply.json(json -> RecordBody.writePage(json, page));
    }

    private Reply sums(GatewayRequest request, Caller caller) {
        var query = UsageQuery.read(request, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        query.filter().requireOnlyDimensions();
        var groupings = UsageQuery.groupings(request);
        var labels = labels(caller, query.filter().needsTeams() || groupings.contains(Grouping.TEAM));
        var sums = new UsageSums(groupings, labels);
        usage.days(caller.account(), query.from(), query.to())
                .forEach(day -> sums.add(query.filter().of(day, labels)));
        return Reply.json(json -> sums.write(json, query));
    }

    private KeyLabels labels(Caller caller, boolean areNeeded) {
        return areNeeded ? KeyLabels.of(keys, caller.account()) : KeyLabels.none();
    }
}
