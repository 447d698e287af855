package io.brattice.aws.judge;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What this session has done before to what a call touches, so that one effect in several steps is judged as one.
 *
 * @param lines the earlier steps, one clause each
 * @param prepared true when an earlier step took away what made the world look harmless: what the world says now does not count
 * @param closes true when this call takes the way back of an earlier one, which was let through because it had one
 */
record Past(List<String> lines, boolean prepared, boolean closes) {

    static final Past NOTHING = new Past(List.of(), false, false);

    private static final String TAG = "tag:";
    private static final Set<String> NAMELESS = Set.of(Target.UNKNOWN, Target.NEW, Target.EVERY);

    Past {
        lines = List.copyOf(lines);
    }

    static Past of(AwsCall call, Operation operation, List<Target> targets, Trail trail) {
        boolean takes = operation.verb() == Verb.DELETE || operation.verb() == Verb.INTERRUPT;
        if (!takes && operation.verb() != Verb.CREATE) {
            return NOTHING;
        }
        List<Trail.Step> steps = trail.steps();
        if (steps.isEmpty()) {
            return NOTHING;
        }
        Set<String> things = new HashSet<>();
        for (Target target : targets) {
            if (!NAMELESS.contains(target.name())) {
                things.add(thing(target.resource().uri()));
            }
        }
        Set<String> given = takes ? Set.of() : Tags.given(call);
        List<String> lines = new ArrayList<>();
        boolean prepared = false;
        boolean closes = false;
        for (Trail.Step step : steps) {
            boolean same = step.things().stream().anyMatch(things::contains);
            if (takes && same && !step.lost().isEmpty()) {
                prepared = true;
                lines.add("second step: " + ago(step, trail) + " this session called `" + step.id() + "` ("
                        + step.lost().get(0) + ")");
            } else if (!takes && step.deletes() && (same || sameTags(step, given))) {
                closes |= step.passed() != Reversibility.IRREVERSIBLE;
                lines.add("delete-and-recreate: " + ago(step, trail) + " this session called `" + step.id()
                        + "` on what this makes anew; what was in it is not in the new one");
            }
        }
        return new Past(lines, prepared, closes);
    }

    /** What one effect is on, whatever the account and region: {@code rds:db:prod}. */
    static String thing(String uri) {
        int at = 0;
        for (int i = 0; i < 3; i++) {
            at = uri.indexOf(':', at) + 1;
        }
        return uri.substring(at);
    }

    /** What a step touched, without what has no name. */
    static Set<String> things(List<Effect> effects) {
        Set<String> things = new HashSet<>();
        for (Effect effect : effects) {
            String uri = effect.resource().uri();
            int colon = uri.lastIndexOf(':');
            if (uri.startsWith("aws:") && !thing(uri).startsWith(TAG) && !NAMELESS.contains(uri.substring(colon + 1))) {
                things.add(thing(uri));
            }
        }
        return things;
    }

    /** The tags of what a step touched, as {@code Name=prod-web}. */
    static Set<String> tags(List<Effect> effects) {
        Set<String> tags = new HashSet<>();
        for (Effect effect : effects) {
            String uri = effect.resource().uri();
            if (uri.startsWith("aws:") && thing(uri).startsWith(TAG) && !uri.endsWith(":" + Target.UNKNOWN)) {
                tags.add(thing(uri).substring(TAG.length()).replaceFirst(":", "="));
            }
        }
        return tags;
    }

    /** The same name, or every tag that the old one was known by. */
    private static boolean sameTags(Trail.Step step, Set<String> given) {
        Set<String> before = step.tags();
        return !before.isEmpty()
                && (given.containsAll(before)
                        || before.stream().anyMatch(tag -> tag.startsWith("Name=") && given.contains(tag)));
    }

    private static String ago(Trail.Step step, Trail trail) {
        Instant now = trail.now();
        long minutes = Math.max(0, Duration.between(step.at(), now).toMinutes());
        return minutes == 0 ? "just now" : minutes + " min ago";
    }
}
