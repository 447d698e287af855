package io.brattice;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.brattice.action.ToolCall;
import io.brattice.policy.Verdict;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How much at once and how fast. What it turns away is refused without sticking: it says nothing about the call. */
final class Traffic {

    private static final int TRACKED = 10_000;

    private final Optional<RateLimiterConfig> rate;
    private final Optional<Bulkhead> atOnce;
    private final CircuitBreakerConfig breaking;
    private final Cache<String, RateLimiter> callers =
            CacheBuilder.newBuilder().maximumSize(TRACKED).build();
    private final Cache<String, CircuitBreaker> tools =
            CacheBuilder.newBuilder().maximumSize(TRACKED).build();

    /**
     * @param callsPerMinute for each principal, 0 for no limit
     * @param atOnce how many calls may be inside the gate, 0 for no limit
     */
    Traffic(int callsPerMinute, int atOnce) {
        this.rate = callsPerMinute == 0
                ? Optional.empty()
                : Optional.of(RateLimiterConfig.custom()
                        .limitForPeriod(callsPerMinute)
                        .limitRefreshPeriod(Duration.ofMinutes(1))
                        .timeoutDuration(Duration.ZERO)
                        .build());
        this.atOnce = atOnce == 0
                ? Optional.empty()
                : Optional.of(Bulkhead.of(
                        "gate",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(atOnce)
                                .maxWaitDuration(Duration.ZERO)
                                .writableStackTraceEnabled(false)
                                .build()));
        this.breaking = CircuitBreakerConfig.custom()
                .slidingWindow(20, 10, SlidingWindowType.COUNT_BASED, SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .permittedNumberOfCallsInHalfOpenState(2)
                .build();
    }

    /** Lets a call in, or says why not. A call that was let in must {@link #leave}. */
    Optional<Verdict> enter(ToolCall call) {
        if (rate.isPresent() && !limiter(call).acquirePermission()) {
            return Optional.of(Verdict.deny("traffic.rate", "too many calls in a minute")
                    .advising("you call too often: wait a minute, then do less at a time"));
        }
        if (atOnce.isPresent() && !atOnce.get().tryAcquirePermission()) {
            return Optional.of(Verdict.deny("traffic.at-once", "too many calls at once")
                    .advising("too much is going on: wait for your other calls to end, then try again"));
        }
        return Optional.empty();
    }

    void leave() {
        atOnce.ifPresent(Bulkhead::onComplete);
    }

    /** Empty when the tool may be tried; a call that was let through must report with {@link #report}. */
    Optional<Verdict> mayRun(String tool) {
        return breaker(tool).tryAcquirePermission()
                ? Optional.empty()
                : Optional.of(Verdict.deny("traffic.breaker", "`" + tool + "` failed too often lately")
                        .advising("`" + tool + "` keeps failing: wait half a minute, or do it another way"));
    }

    void report(String tool, boolean worked) {
        CircuitBreaker breaker = breaker(tool);
        if (worked) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("the tool failed"));
        }
    }

    /** Gives back a permission that was not used. */
    void notTried(String tool) {
        breaker(tool).releasePermission();
    }

    private RateLimiter limiter(ToolCall call) {
        String who = call.caller().principal();
        RateLimiter known = callers.getIfPresent(who);
        return known != null
                ? known
                : callers.asMap().computeIfAbsent(who, name -> RateLimiter.of("caller", rate.orElseThrow()));
    }

    private CircuitBreaker breaker(String tool) {
        CircuitBreaker known = tools.getIfPresent(tool);
        return known != null ? known : tools.asMap().computeIfAbsent(tool, name -> CircuitBreaker.of("tool", breaking));
    }
}
