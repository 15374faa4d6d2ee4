/** The whole service in one JVM, for development and tests: the real handlers behind a local API Gateway. */
@NullMarked
package ai.tierup.local;

import org.jspecify.annotations.NullMarked;
