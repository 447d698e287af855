package io.brattice.console.demo;

/**
 * What an agent gets back for a call.
 *
 * @param done whether it had its effect, as far as the agent can tell
 * @param text what it reads
 */
record Reply(boolean done, String text) {}
