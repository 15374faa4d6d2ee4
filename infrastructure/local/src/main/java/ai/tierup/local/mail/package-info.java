/** Mail of the local run, which is written into a file in place of being sent. */
@NullMarked
package ai.tierup.local.mail;

import org.jspecify.annotations.NullMarked;
