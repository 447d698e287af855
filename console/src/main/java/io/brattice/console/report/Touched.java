package io.brattice.console.report;

import io.brattice.action.Verb;
import io.brattice.console.report.Claim.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What calls touched, as people name it: by a path or the end of one, and how many things. */
final class Touched {

    private final Findings found;

    Touched(Findings found) {
        this.found = found;
    }

    /** All that was done to things of this kind, and the same with each thing counted once. */
    List<Long> amounts(Act act) {
        if (act == Act.CHANGED) {
            return List.of(changed());
        }
        long sum = 0;
        long once = 0;
        for (Map<Verb, Totals.Much> each : found.happened().resources().values()) {
            for (Verb verb : verbs(act)) {
                Totals.Much much = each.getOrDefault(verb, new Totals.Much());
                sum += much.things;
                once += much.largest == 1 ? 1 : much.things;
            }
        }
        return List.of(sum, once);
    }

    /** Things that were changed, each counted once, also those of which only lines went. */
    long changed() {
        long changed = 0;
        for (Map<Verb, Totals.Much> each : found.happened().resources().values()) {
            boolean part = each.values().stream().anyMatch(much -> much.parts > 0);
            long updated = each.containsKey(Verb.UPDATE) ? each.get(Verb.UPDATE).largest : 0;
            changed += Math.max(updated, part ? 1 : 0);
        }
        return changed + found.happened().beyond();
    }

    Optional<String> resource(Totals totals, Act act, String path) {
        for (Map.Entry<String, Map<Verb, Totals.Much>> each : totals.resources().entrySet()) {
            boolean verb = verbs(act).stream()
                    .anyMatch(one -> each.getValue().containsKey(one)
                            && (act != Act.DELETED || each.getValue().get(one).things > 0));
            boolean lines =
                    act == Act.CHANGED && each.getValue().values().stream().anyMatch(much -> much.parts > 0);
            boolean above = act == Act.DELETED && isUnder(path, plain(each.getKey()));
            if ((verb || lines) && (isNamed(each.getKey(), path) || (verb && above))) {
                return Optional.of(plain(each.getKey()));
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String resource, String path) {
        String plain = plain(resource);
        String bare = bare(path);
        return plain.equals(bare) || plain.endsWith("/" + bare);
    }

    private static String bare(String path) {
        String said = path.startsWith("./") ? path.substring(2) : path;
        return said.length() > 1 && said.endsWith("/") ? said.substring(0, said.length() - 1) : said;
    }

    /** Something in this folder that it was done to, or to lines of it. */
    Optional<String> below(Act act, String path) {
        for (Map.Entry<String, Map<Verb, Totals.Much>> each :
                found.happened().resources().entrySet()) {
            boolean did = verbs(act).stream().anyMatch(each.getValue()::containsKey)
                    || (act == Act.CHANGED && each.getValue().values().stream().anyMatch(much -> much.parts > 0));
            if (did && isUnder(each.getKey(), path)) {
                return Optional.of(plain(each.getKey()));
            }
        }
        return Optional.empty();
    }

    /** True for the resource itself, and for what is below it. */
    static boolean isUnder(String resource, String path) {
        String bare = bare(path);
        return isNamed(resource, path)
                || bare.equals(".")
                || bare.equals("/")
                || (bare.startsWith("/") && plain(resource).startsWith(bare + "/"))
                || (!bare.startsWith("/") && plain(resource).contains("/" + bare + "/"));
    }

    static String plain(String resource) {
        return resource.startsWith("file:") ? resource.substring("file:".length()) : resource;
    }

    static List<Verb> verbs(Act act) {
        return switch (act) {
            case READ -> List.of(Verb.READ);
            case CREATED -> List.of(Verb.CREATE);
            case CHANGED -> List.of(Verb.UPDATE);
            case DELETED -> List.of(Verb.DELETE);
            case RAN -> List.of(Verb.EXECUTE);
            case SENT -> List.of(Verb.SEND, Verb.DISCLOSE);
            case RESTORED, ASKED, APPROVED -> List.of();
        };
    }
}
