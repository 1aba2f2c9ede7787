package dev.bonghwa.cli.bench.citizen;

/**
 * What a scenario is to show.
 *
 * @param what is measured
 * @param wanted in words
 * @param seen in words
 */
public record Goal(String what, String wanted, String seen, boolean met) {}
