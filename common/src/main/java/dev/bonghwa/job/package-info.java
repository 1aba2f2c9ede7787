/**
 * The nouns both programs speak: records and sealed states only.
 *
 * <p>Nothing here knows Redis, HTTP or either program.
 */
@NullMarked
package dev.bonghwa.job;

import org.jspecify.annotations.NullMarked;
