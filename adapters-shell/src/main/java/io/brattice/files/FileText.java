package io.brattice.files;

/**
 * What {@code read_file} answers.
 *
 * @param path the real path
 * @param text whole lines, but for one that is too long by itself
 * @param firstLine the number of the first of them, from 1
 * @param lines how many there are
 * @param truncated true when the file has more
 * @param more how to read on, or what else is to be known; empty when that was all
 */
public record FileText(String path, String text, long firstLine, long lines, boolean truncated, String more) {}
