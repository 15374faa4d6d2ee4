/** Sending mail. */
@NullMarked
package ai.tierup.functions.support.mail;

import org.jspecify.annotations.NullMarked;
