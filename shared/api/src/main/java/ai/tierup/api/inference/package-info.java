/** What each API implements through which a model can be asked: reading requests, writing answers and errors. */
@NullMarked
package ai.tierup.api.inference;

import org.jspecify.annotations.NullMarked;
