/** The APIs through which a model can be asked: one function for all of them, the only one that streams. */
@NullMarked
package ai.tierup.functions.inference;

import org.jspecify.annotations.NullMarked;
