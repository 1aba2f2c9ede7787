/**
 * What the body of a submit says, parsed as a stream: targets go to a sink as they come, the few
 * other fields into one record; a message that Discord would refuse is refused here.
 *
 * <p>Read from {@link dev.bonghwa.nms.intake.SubmissionReader}. Keeps no target and knows no Redis;
 * what becomes of them is the business of {@code submit}.
 */
@NullMarked
package dev.bonghwa.nms.intake;

import org.jspecify.annotations.NullMarked;
