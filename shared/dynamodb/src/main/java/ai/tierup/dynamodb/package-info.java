/**
 * The stores behind the domain's ports. The wallet is written through the low-level client, one conditional expression a write;
 * everything else through schemas that are spelled out, so that no reflection costs a cold start.
 */
@NullMarked
package ai.tierup.dynamodb;

import org.jspecify.annotations.NullMarked;
