/** {@code POST /v1/sign-up}, {@code POST /v1/sign-up/verify} and {@code GET /v1/sign-up/proof}: signing up and signing in. */
@NullMarked
package ai.tierup.functions.signup;

import org.jspecify.annotations.NullMarked;
