/** The JSON of candidates, as in the files of tier mappings. */
@NullMarked
package ai.tierup.operator.mapping;

import org.jspecify.annotations.NullMarked;
