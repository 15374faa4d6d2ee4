/** HTTP as API Gateway represents it: proxy events, replies and streamed answers. */
@NullMarked
package ai.tierup.functions.support.gateway;

import org.jspecify.annotations.NullMarked;
