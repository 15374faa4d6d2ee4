/**
 * The DynamoDB stores behind the domain's ports. Items are written attribute by attribute, without reflection, which would slow cold
 * starts. The wallet is written through the low-level client, each time with one conditional expression.
 */
@NullMarked
package ai.tierup.dynamodb;

import org.jspecify.annotations.NullMarked;
