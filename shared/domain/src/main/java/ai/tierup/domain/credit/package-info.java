/** The credit that customers get when they sign up: granted once per e-mail address, released in parts, ended after 90 days. */
@NullMarked
package ai.tierup.domain.credit;

import org.jspecify.annotations.NullMarked;
