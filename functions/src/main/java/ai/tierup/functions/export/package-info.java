/** Files in streamed answers: everything that is stored about an account, and its usage. */
@NullMarked
package ai.tierup.functions.export;

import org.jspecify.annotations.NullMarked;
