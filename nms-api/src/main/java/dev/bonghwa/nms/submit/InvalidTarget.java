package dev.bonghwa.nms.submit;

/**
 * An entry of the list that is no endpoint.
 *
 * @param index its position in the list
 * @param reason the rule it breaks; nothing of the entry itself
 */
public record InvalidTarget(int index, String reason) {}
