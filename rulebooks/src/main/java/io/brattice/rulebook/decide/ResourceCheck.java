package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;

/** A pattern over the URI of a resource. */
final class ResourceCheck extends Check {

    private final TextMatcher matcher;
    private final String[] heads;

    ResourceCheck(TextTest test) {
        this.matcher = TextMatcher.ofUri(test);
        this.heads = ResourceText.heads(test).toArray(new String[0]);
    }

    @Override
    Truth on(Sight sight) {
        String uri = sight.effect.resource().uri();
        if (sight.isOrdinary()) {
            Truth truth = matcher.on(uri);
            return truth == Truth.FALSE && sight.reachesInside() && containsOne(uri) ? Truth.UNKNOWN : truth;
        }
        return sight.known() < uri.length() ? mayBegin(uri, sight.known()) : strange(uri, sight);
    }

    private Truth mayBegin(String uri, int known) {
        int repository = uri.startsWith("git:file:") ? "git:".length() : 0;
        for (String head : heads) {
            boolean may = uri.regionMatches(0, head, 0, Math.min(known, head.length()))
                    || (repository > 0
                            && known >= repository + "file:".length()
                            && uri.regionMatches(repository, head, 0, Math.min(known - repository, head.length())));
            if (may) {
                return Truth.UNKNOWN;
            }
        }
        return Truth.FALSE;
    }

    private Truth strange(String uri, Sight sight) {
        Truth truth = matcher.on(uri);
        if (uri.endsWith("/") && matcher.on(uri.substring(0, uri.length() - 1)) != truth) {
            return Truth.UNKNOWN;
        }
        if (truth != Truth.FALSE) {
            return truth;
        }
        String repository = ResourceText.repository(uri);
        boolean lies = !repository.isEmpty() && matcher.on(repository) != Truth.FALSE;
        boolean above = sight.reachesInside() && containsOne(ResourceText.container(uri));
        return lies || above ? Truth.UNKNOWN : Truth.FALSE;
    }

    private boolean containsOne(String container) {
        for (String head : heads) {
            if (ResourceText.contains(container, head)) {
                return true;
            }
        }
        return false;
    }
}
