package io.brattice.aws.sdk;

import java.util.Set;

/**
 * Threads on which nothing may wait, known by what they are instances of. An event loop of somebody else's making is not known: use asynchronous
 * clients there, whose calls never wait whatever their thread.
 */
final class EventLoops {

    private static final Set<String> KINDS = Set.of(
            "io.netty.util.concurrent.FastThreadLocalThread",
            "reactor.core.scheduler.NonBlocking",
            "io.vertx.core.impl.VertxThread");

    /** The SDK's own threads, and those of its native client, are told by their names alone. */
    private static final Set<String> NAMES =
            Set.of("aws-java-sdk-NettyEventLoop", "sdk-async-response", "AwsEventLoop");

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> kind = type; kind != null; kind = kind.getSuperclass()) {
                if (KINDS.contains(kind.getName())) {
                    return true;
                }
                for (Class<?> face : kind.getInterfaces()) {
                    if (KINDS.contains(face.getName())) {
                        return true;
                    }
                }
            }
            return false;
        }
    };

    private EventLoops() {}

    /** True on a thread that serves many. */
    static boolean isOne(Thread thread) {
        return KNOWN.get(thread.getClass()) || NAMES.stream().anyMatch(thread.getName()::startsWith);
    }
}
