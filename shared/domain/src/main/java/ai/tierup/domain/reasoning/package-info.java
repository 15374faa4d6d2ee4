/** The state of models' reasoning, which clients and tables keep for us in a form that only we can read. */
@NullMarked
package ai.tierup.domain.reasoning;

import org.jspecify.annotations.NullMarked;
