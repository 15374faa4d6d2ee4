package ai.tierup.functions.export;

import ai.tierup.domain.account.Scope;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.gateway.StreamingEndpoint;
import jakarta.inject.Singleton;
import java.util.Map;

/** Streams files that can be larger than a buffered answer. */
@Singleton
final class ExportEndpoint implements StreamingEndpoint {

    private final Map<String, Download> downloads;
    private final Authenticator authenticator;

    ExportEndpoint(AccountDownload account, UsageDownload usage, Authenticator authenticator) {
        this.downloads = Map.of("/v1/account/export", account, "/v1/usage/export", usage);
        this.authenticator = authenticator;
    }

    @Override
    public void answer(GatewayRequest request, HttpAnswer answer, Deadline deadline) {
        var download = downloads.get(request.path());
        if (download == null || !request.method().equals("GET")) {
            answer.reply(otherRequests().answer(request));
            return;
        }
        switch (authenticator.callerOf(request, Scope.ACCOUNT_READ)) {
            case Authenticator.Admission.Rejected(var error) -> answer.error(error);
            case Authenticator.Admission.Admitted(var caller) -> download.send(request, caller, answer, deadline);
        }
    }

    /** Returns what answers unknown paths, and all methods but GET. */
    private Routes otherRequests() {
        return Routes.of(downloads.keySet().stream()
                .map(path -> Route.get(path, get -> Reply.noContent()))
                .toArray(Route[]::new));
    }
}
