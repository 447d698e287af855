/**
 * Small projects of several languages, built and tested bare and contained: what honest work does is what it does in a cell.
 *
 * <p>The projects are data: one file each below {@code projects}, in the form that {@link
 * io.brattice.shell.containment.honest.Project} tells of.
 */
@NullMarked
package io.brattice.shell.containment.honest;

import org.jspecify.annotations.NullMarked;
