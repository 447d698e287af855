package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code undo.json} as it works.
 *
 * @param row what people read of it
 * @param takes the members that a request may have; with another one the row takes back nothing
 * @param when what must be so of the request
 * @param reads what is read: before the call, right after it, and before it is taken back
 * @param requires what must be so of what was there before
 * @param compares the names of the state that tell whether somebody else changed it; those of members that the request does not have do not count
 * @param expects what the call makes of the state, where its request tells
 * @param lasts template of a number of days; null where nothing ends it
 * @param verifies whether what is there afterwards is compared with what was there before
 * @param members what is put back where the request has it, with the name of what was kept of each
 * @param sends what puts it back
 * @param requested members of the request that the row speaks of
 * @param answered members of the answer that it speaks of
 */
record Recipe(
        UndoRow row,
        Set<String> takes,
        List<Condition> when,
        List<Read> reads,
        List<Condition> requires,
        Set<String> compares,
        Map<String, @Nullable Object> expects,
        @Nullable Object lasts,
        Set<String> verifies,
        Map<String, String> members,
        List<Send> sends,
        Set<String> requested,
        Set<String> answered) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\??(request|response)/([A-Za-z0-9]+)");

    static Recipe read(String id, Map<String, @Nullable Object> json) {
        String service = id.substring(0, id.indexOf(':'));
        Map<String, String> members = new LinkedHashMap<>();
        Tree.members(json.get("members")).forEach((name, kept) -> members.put(name, Tree.text(kept)));
        List<Read> reads = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Object one : Tree.items(json.get("reads"))) {
            Read read = Read.read(service, Tree.members(one));
            reads.add(read);
            names.addAll(read.keep().keySet());
        }
        List<Send> sends = new ArrayList<>();
        for (Object one : Tree.items(json.get("sends"))) {
            Map<String, @Nullable Object> send = Tree.members(one);
            sends.add(Send.read(service, send, Boolean.TRUE.equals(send.get("members")) ? members : Map.of()));
        }
        Set<String> compares =
                json.containsKey("compares") ? new LinkedHashSet<>(Tree.texts(json.get("compares"))) : names;
        Set<String> takes = new LinkedHashSet<>(Tree.texts(json.get("takes")));
        takes.addAll(members.keySet());
        Set<String> requested = new LinkedHashSet<>(members.keySet());
        Set<String> answered = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(Arguments.from(json).json());
        while (reference.find()) {
            (reference.group(1).equals("request") ? requested : answered).add(reference.group(2));
        }
        return new Recipe(
                new UndoRow(
                        id,
                        Tree.text(json.get("back")),
                        Tree.text(json.get("limits")),
                        Tree.text(json.get("expires")),
                        !Boolean.FALSE.equals(json.get("same"))),
                takes,
                conditions(json.get("when")),
                List.copyOf(reads),
                conditions(json.get("requires")),
                compares,
                expects(json, members),
                json.get("days"),
                json.containsKey("verifies") ? new LinkedHashSet<>(Tree.texts(json.get("verifies"))) : compares,
                members,
                List.copyOf(sends),
                requested,
                answered);
    }

    /** Members that are read back as they were asked for tell themselves what to expect. */
    private static Map<String, @Nullable Object> expects(
            Map<String, @Nullable Object> json, Map<String, String> members) {
        Map<String, @Nullable Object> expects = Tree.members(json.get("expects"));
        if (Boolean.TRUE.equals(json.get("tells"))) {
            members.forEach((member, kept) -> expects.put(kept, "$request/" + member));
        }
        return expects;
    }

    static List<Condition> conditions(@Nullable Object rows) {
        return Tree.items(rows).stream().map(Tree::members).map(Condition::read).toList();
    }

    /** Why it takes back no call with these members. */
    Optional<String> misfit(AwsCall call) {
        for (String name : call.parameters().names()) {
            if (!takes.contains(name)
                    && !takes.contains("*")
                    && call.parameters().asMap().get(name) != null) {
                return Optional.of("`" + call.id() + "` with `" + name + "` is not taken back");
            }
        }
        return firstBroken(when, Scope.of(call));
    }

    static Optional<String> firstBroken(List<Condition> conditions, Scope scope) {
        for (Condition condition : conditions) {
            try {
                if (!condition.holds(scope)) {
                    return Optional.of(condition.otherwise());
                }
            } catch (UndoException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** What is there now. */
    Map<String, @Nullable Object> state(Scope scope, AwsSender sender)
            throws UndoException, AwsException, InterruptedException {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        for (Read read : reads) {
            read.into(state, scope, sender);
        }
        return state;
    }

    /** Those of these names that this request touches. */
    Set<String> touched(Set<String> names, AwsCall call) {
        Set<String> touched = new LinkedHashSet<>(names);
        members.forEach((member, kept) -> {
            if (call.parameters().asMap().get(member) == null) {
                touched.remove(kept);
            }
        });
        return touched;
    }

    /** The call as far as the row speaks of it. */
    AwsCall needed(AwsCall call) {
        return call.other(call.service(), call.operation(), Part.some(call.parameters(), requested));
    }

    /** The answer as far as the row speaks of it. */
    Map<String, @Nullable Object> needed(Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>(answer);
        some.keySet().retainAll(answered);
        return some;
    }

    /** @throws UndoException when a member that the request sets was not set before: nothing unsets it */
    void settable(Scope scope) throws UndoException {
        for (Map.Entry<String, String> member : members.entrySet()) {
            if (scope.at("request/" + member.getKey()) != null && scope.at("kept/" + member.getValue()) == null) {
                throw new UndoException("`" + member.getKey() + "` was not set before, and cannot be unset");
            }
        }
    }

    /** The calls that put it back; none where everything is as it was. */
    List<AwsCall> back(Scope scope) throws UndoException {
        List<AwsCall> calls = new ArrayList<>();
        for (Send send : sends) {
            if (Condition.all(send.when(), scope)) {
                calls.add(send.call(scope));
            }
        }
        return calls;
    }
}
