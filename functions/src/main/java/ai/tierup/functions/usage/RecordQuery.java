package ai.tierup.functions.usage;

import ai.tierup.api.BadRequest;
import ai.tierup.domain.id.RequestId;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.PageQuery;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The page of usage records that a request asks for.
 *
 * @param from first day; empty for the first that there is
 * @param to last day; empty for the last that there is
 */
record RecordQuery(
        PageQuery.Page<RequestId> page, Optional<LocalDate> from, Optional<LocalDate> to, UsageFilter filter) {

    /** @throws BadRequest if a parameter is invalid */
    static RecordQuery read(GatewayRequest request) {
        return switch (PageQuery.read(request, RequestId::parsePublic)) {
            case PageQuery.Invalid<RequestId>(var error) -> throw new BadRequest(error);
            case PageQuery.Page<RequestId> page -> {
                var from = UsageQuery.day(request, "from");
                var to = UsageQuery.day(request, "to");
                from.ifPresent(first -> to.ifPresent(last -> UsageQuery.requireOrder(first, last)));
                yield new RecordQuery(page, from, to, UsageFilter.read(request));
            }
        };
    }
}
