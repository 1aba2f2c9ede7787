package dev.bonghwa.cli.bench.citizen;

/**
 * A goal of a scenario, and what came of it.
 *
 * @param what is measured
 * @param goal in words
 * @param seen in words
 */
public record Judged(String what, String goal, String seen, boolean met) {}
