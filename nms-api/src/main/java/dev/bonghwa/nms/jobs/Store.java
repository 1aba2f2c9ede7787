package dev.bonghwa.nms.jobs;

import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobReader;

/** The queue's verbs that this package uses. */
public record Store(JobIntake intake, JobReader reader, JobControl control, GoneEndpoints gone) {}
