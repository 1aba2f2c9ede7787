/** What the system says of the process that this runs in, for the metrics of both programs. */
@NullMarked
package dev.bonghwa.process;

import org.jspecify.annotations.NullMarked;
