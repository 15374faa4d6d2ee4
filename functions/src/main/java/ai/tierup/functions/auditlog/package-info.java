/** The audit log of an account. */
@NullMarked
package ai.tierup.functions.auditlog;

import org.jspecify.annotations.NullMarked;
