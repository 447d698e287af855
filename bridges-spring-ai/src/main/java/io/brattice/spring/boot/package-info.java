/** The starter for Spring Boot 4: a gate from properties, in front of every tool call, with health, metrics and the questions that wait. */
@NullMarked
package io.brattice.spring.boot;

import org.jspecify.annotations.NullMarked;
