package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.Facts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls and facts that tests make up. */
final class Judging {

    /** The account and nothing else is known. */
    static final Facts ACCOUNT = knowing(Map.of("caller.account", "123456789012"));

    private Judging() {}

    static AwsCall call(String id, String json) {
        int colon = id.indexOf(':');
        Place place = Place.ofSender().in("eu-central-1");
        return new AwsCall(id.substring(0, colon), id.substring(colon + 1), Arguments.fromJson(json), place);
    }

    static Judged judged(String id, String json) {
        return AwsJudge.shipped().judge(call(id, json), ACCOUNT, Trail.fresh());
    }

    static Judged judged(String id, String json, Facts facts) {
        return AwsJudge.shipped().judge(call(id, json), facts, Trail.fresh());
    }

    /** Only these are known, by the ids of their rows. */
    static Facts knowing(Map<String, ? extends @Nullable Object> facts) {
        return (row, call) -> facts.containsKey(row.id())
                ? Fact.known(facts.get(row.id()), "the test")
                : Fact.unknown("the test does not say");
    }

    /** What a call touches: the names of the effects of its own verb, without tags. */
    static List<String> touched(String id, String json) {
        return judged(id, json).assessment().effects().stream()
                .map(Effect::resource)
                .map(String::valueOf)
                .filter(uri -> !Past.thing(uri).startsWith("tag:"))
                .distinct()
                .toList();
    }
}
