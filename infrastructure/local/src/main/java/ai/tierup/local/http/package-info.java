/** The HTTP front: turns HTTP into API Gateway proxy events, and what the handlers write into HTTP, as it is flushed. */
@NullMarked
package ai.tierup.local.http;

import org.jspecify.annotations.NullMarked;
