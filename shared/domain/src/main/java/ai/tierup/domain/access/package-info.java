/** Signing up and signing in with a code by e-mail, and the sessions that follow. */
@NullMarked
package ai.tierup.domain.access;

import org.jspecify.annotations.NullMarked;
