/** The local API Gateway: converts HTTP requests to proxy events, and the output of handlers to HTTP responses. */
@NullMarked
package ai.tierup.local.http;

import org.jspecify.annotations.NullMarked;
