package dev.bonghwa.cli.bench.citizen;

/**
 * A goal of a scenario, and what came of it.
 *
 * @param what is measured
 * @param wanted in words
 * @param seen in words
 */
public record Judged(String what, String wanted, String seen, boolean met) {}
