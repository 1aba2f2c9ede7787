package dev.bonghwa.nms.store;

import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobReader;

/** The queue's verbs that handlers use. */
public record Store(JobIntake intake, JobReader reader, JobControl control, GoneEndpoints gone) {}
