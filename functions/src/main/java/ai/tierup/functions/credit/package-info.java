/** The function that releases, ends and grants sign-up credits. */
@NullMarked
package ai.tierup.functions.credit;

import org.jspecify.annotations.NullMarked;
