package dev.bonghwa.cli.bench.worker;

/**
 * What a load generator came to, that has nothing to do but to send.
 *
 * @param cpu seconds per 100,000 requests
 */
record Limit(double rate, double cpu) {}
