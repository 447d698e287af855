/** The gate: calls, verdicts, permits, approvals, the journal. */
module io.brattice {
    requires com.fasterxml.jackson.core;
    requires com.google.common;
    requires io.github.resilience4j.bulkhead;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.ratelimiter;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.brattice;
    exports io.brattice.action;
    exports io.brattice.approval;
    exports io.brattice.journal;
    exports io.brattice.policy;
}
