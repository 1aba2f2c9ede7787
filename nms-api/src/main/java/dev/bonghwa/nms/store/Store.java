package dev.bonghwa.nms.store;

import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobReader;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The queue's verbs that handlers use.
 *
 * @param onDisk whether all that was written before the call is safe from a loss of power;
 *     completes at once with true where nobody asked for that
 */
public record Store(
    JobIntake intake,
    JobReader reader,
    JobControl control,
    GoneEndpoints gone,
    Supplier<CompletionStage<Boolean>> onDisk) {}
