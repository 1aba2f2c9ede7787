package dev.bonghwa.nms.intake;

import dev.bonghwa.job.Priority;
import java.time.Duration;
import java.util.List;

/**
 * What a submit says of the job, beside its targets.
 *
 * @param message the JSON body that each endpoint gets
 * @param makesThread whether the message names a thread to make, so that no target may name one
 * @param warnings what may go wrong, in sentences
 */
public record JobRequest(
    byte[] message,
    boolean makesThread,
    String channel,
    Priority priority,
    Duration expiresIn,
    String name,
    List<String> warnings) {}
