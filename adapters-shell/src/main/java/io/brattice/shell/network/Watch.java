package io.brattice.shell.network;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long: one thread looks at all that is waited for, four times a second, and closes what is late. */
final class Watch implements Closeable {

    private static final long LOOKS_EVERY_MILLIS = 250;

    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "brattice-network-watch");
        thread.setDaemon(true);
        return thread;
    });

    Watch() {
        clock.scheduleWithFixedDelay(this::look, LOOKS_EVERY_MILLIS, LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches over something from now on, until its alarm is closed. */
    Alarm over(Closeable thing, Duration first) {
        Alarm alarm = new Alarm(thing, first);
        alarms.add(alarm);
        return alarm;
    }

    private void look() {
        long now = System.nanoTime();
        for (Alarm alarm : alarms) {
            if (now - alarm.due > 0) {
                alarms.remove(alarm);
                closeQuietly(alarm.thing);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        alarms.forEach(alarm -> closeQuietly(alarm.thing));
        alarms.clear();
    }

    static void closeQuietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException e) {
            // It is closed all the same, and there is nobody to tell.
        }
    }

    /** When something is late. */
    final class Alarm implements Closeable {
        private final Closeable thing;
        private volatile long due;

        private Alarm(Closeable thing, Duration first) {
            this.thing = thing;
            in(first);
        }

        /** From now on it is late after so long. */
        void in(Duration time) {
            due = System.nanoTime() + time.toNanos();
        }

        @Override
        public void close() {
            alarms.remove(this);
        }
    }
}
