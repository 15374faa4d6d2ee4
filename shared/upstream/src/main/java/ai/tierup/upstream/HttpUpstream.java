package ai.tierup.upstream;

import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Calls candidates at their providers over HTTP, through connections that they share. Safe for concurrent use. */
public final class HttpUpstream implements Upstream, AutoCloseable {

    private final UpstreamSettings settings;
    private final Function<ProviderId, Optional<String>> keys;
    private final ThreadFactory readers;
    private final Connections connections;

    /** @param keys looks up our API key for a provider; consulted for every call, because keys are rotated */
    public HttpUpstream(UpstreamSettings settings, Function<ProviderId, Optional<String>> keys, InstantSource clock) {
        this(settings, keys, clock, Thread.ofVirtual().name("upstream").factory());
    }

    /** @param readers creates the thread that reads a call's response */
    HttpUpstream(
            UpstreamSettings settings,
            Function<ProviderId, Optional<String>> keys,
            InstantSource clock,
            ThreadFactory readers) {
        this.settings = settings;
        this.keys = keys;
        this.readers = readers;
        this.connections = new Connections(settings.connectTimeout(), clock);
    }

    /** Drops the connections, because they do not survive a snapshot. No call may be in progress. */
    public void renewConnections() {
        connections.renew();
    }

    @Override
    public UpstreamCall open(UpstreamRequest request) {
        var id = request.candidate().provider();
        var provider = settings.provider(id);
        var key = keys.apply(id);
        return provider.isPresent() && key.isPresent() ? open(request, provider.get(), key.get()) : new RefusedCall();
    }

    private UpstreamCall open(UpstreamRequest request, Provider provider, String key) {
        var protocol = provider.protocol();
        var written = protocol.request(request, provider.modelOf(request.candidate()), key);
        var url = provider.url(written.path());
        var post = new HttpPost(url);
        post.setHeader("accept", "text/event-stream");
        post.setHeader("accept-encoding", "identity");
        written.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(written.body(), ContentType.APPLICATION_JSON));
        return HttpUpstreamCall.start(connections, post, protocol, readers);
    }

    /** Aborts the calls in progress. */
    @Override
    public void close() {
        connections.close();
    }
}
