/** API Gateway's proxy events and answers, as the functions see them. */
@NullMarked
package ai.tierup.functions.support.gateway;

import org.jspecify.annotations.NullMarked;
