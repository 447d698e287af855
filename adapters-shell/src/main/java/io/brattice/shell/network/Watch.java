package io.brattice.shell.network;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;

/** Ends what takes too long: one thread looks at all that is waited for, four times a second, and closes what is late. */
final class Watch implements Closeable {

    private static final long LOOKS_EVERY_MILLIS = 250;

    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private final Timer clock = new Timer("brattice-network-watch", true);

    Watch() {
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                look();
            }
        };
        clock.schedule(look, LOOKS_EVERY_MILLIS, LOOKS_EVERY_MILLIS);
    }

    /** Watches over something from now on, until its alarm is closed. */
    Alarm over(Closeable thing, Duration first) {
        Alarm alarm = new Alarm(thing, first);
        alarms.add(alarm);
        return alarm;
    }

    private void look() {
        long now = System.nanoTime();
        alarms.stream().filter(alarm -> now - alarm.due > 0).toList().forEach(alarm -> {
            alarms.remove(alarm);
            closeQuietly(alarm.thing);
        });
    }

    @Override
    public void close() {
        clock.cancel();
        alarms.forEach(alarm -> closeQuietly(alarm.thing));
        alarms.clear();
    }

    static void closeQuietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException | RuntimeException e) {
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
