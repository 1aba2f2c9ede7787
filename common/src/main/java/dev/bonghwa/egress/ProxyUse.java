package dev.bonghwa.egress;

/**
 * What a node has to tell of a proxy.
 *
 * @param uses requests that it has sent through it since it last told
 * @param fault why it does not use it at present, empty when it does
 */
public record ProxyUse(Proxy proxy, long uses, String fault) {}
