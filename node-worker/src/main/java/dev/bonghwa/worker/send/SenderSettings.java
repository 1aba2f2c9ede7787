package dev.bonghwa.worker.send;

import dev.bonghwa.egress.ProxyLogin;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to send.
 *
 * @param maxConcurrent requests in flight at most; sizes the pools
 * @param requestTimeout from the call to the end of the answer
 * @param trustCerts PEM file of further certificate authorities; null for the system's only
 * @param localAddress of this machine, that requests leave from; null for the system's choice
 * @param proxyLogin for every proxy; null when they ask for none
 */
public record SenderSettings(
    int maxConcurrent,
    Duration connectTimeout,
    Duration requestTimeout,
    @Nullable Path trustCerts,
    @Nullable String localAddress,
    @Nullable ProxyLogin proxyLogin) {}
