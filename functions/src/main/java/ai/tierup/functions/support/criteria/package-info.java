/** What is demanded of the models of each class. */
@NullMarked
package ai.tierup.functions.support.criteria;

import org.jspecify.annotations.NullMarked;
