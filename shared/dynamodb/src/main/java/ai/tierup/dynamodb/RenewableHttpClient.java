package ai.tierup.dynamodb;

import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client whose connection pool can be replaced, because connections do not survive a snapshot. */
public final class RenewableHttpClient implements SdkHttpClient {

    private final Supplier<SdkHttpClient> clients;
    private volatile SdkHttpClient current;

    public RenewableHttpClient(Supplier<SdkHttpClient> clients) {
        this.clients = clients;
        this.current = clients.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return current.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return current.clientName();
    }

    /** Replaces the connection pool. No request may be in progress. */
    public void renew() {
        var old = current;
        current = clients.get();
        old.close();
    }

    @Override
    public void close() {
        current.close();
    }
}
