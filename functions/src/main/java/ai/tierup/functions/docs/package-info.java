/** The documentation: guides and the reference of the API, rendered from Markdown and from the OpenAPI description. */
@NullMarked
package ai.tierup.functions.docs;

import org.jspecify.annotations.NullMarked;
