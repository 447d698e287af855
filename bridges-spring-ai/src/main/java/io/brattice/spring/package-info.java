/**
 * The gate in front of the tools of Spring AI: single callbacks, or every batch of calls that a model makes; and a starter for Spring Boot.
 * Only translates; what is allowed is decided by the gate.
 */
@NullMarked
package io.brattice.spring;

import org.jspecify.annotations.NullMarked;
