package io.brattice.shell.network;

/**
 * Something that a command asked its forwarder for and did not get.
 *
 * @param host as it was asked for, shortened where it is no name
 * @param port zero where none was asked for
 * @param why one line that says what to do instead
 */
public record Refused(String host, int port, String why) {}
