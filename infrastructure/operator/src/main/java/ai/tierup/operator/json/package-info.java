/** JSON files that operators write by hand. */
@NullMarked
package ai.tierup.operator.json;

import org.jspecify.annotations.NullMarked;
