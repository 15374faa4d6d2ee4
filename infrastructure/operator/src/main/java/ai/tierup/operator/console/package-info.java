/** The operator's page on this machine: a small HTTP server without scripts, and HTML whose text is always escaped. */
@NullMarked
package ai.tierup.operator.console;

import org.jspecify.annotations.NullMarked;
