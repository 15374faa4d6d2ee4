/** What the service says about itself: lines of JSON whose fields are an enum, so that nothing else can be logged. */
@NullMarked
package ai.tierup.functions.support.observability;

import org.jspecify.annotations.NullMarked;
