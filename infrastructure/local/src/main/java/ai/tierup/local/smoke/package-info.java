/** The smoke test of {@code scripts/smoke}, for a local or deployed service. */
@NullMarked
package ai.tierup.local.smoke;

import org.jspecify.annotations.NullMarked;
