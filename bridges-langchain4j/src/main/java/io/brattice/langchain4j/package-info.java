/**
 * The gate in front of the tools of LangChain4j: executors, providers, whole services. Only translates; what is allowed is decided by the
 * gate.
 */
@NullMarked
package io.brattice.langchain4j;

import org.jspecify.annotations.NullMarked;
