package io.brattice.rulebook.decide;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.SimpleCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls over the words of {@link RandomRulebooks}, among them those with names that leave something open. */
public final class RandomEvidence {

    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    static final List<String> URIS = List.of(
            "file:/srv/db",
            "file:/srv/a/xb",
            "file:/srv",
            "file:/srv/",
            "file:/",
            "file:/home/me/.env",
            "file:/home/me/.env#lines",
            "file:/home",
            "file:/srv/100%25",
            "file:/%73rv/db",
            "file:/srv/%2e%2e/x",
            "git:https://git.example.com/shop.git#main",
            "git:https://git.example.com/shop.git",
            "git:file:/srv/db#main",
            "git:file:/srv/../x#main",
            "host:unknown",
            "host:10.0.0.5",
            "host:www.example.com",
            "http:api.example.com:80/a",
            "kubernetes:unknown/x",
            "tool:unknown",
            "tool:files",
            "tool:pay",
            "package:npm/*",
            "package:npm/left-pad",
            "package:*",
            "unknown:thing",
            "aws:eu:1:prod-db",
            "x:é😀b");

    /** Reads a line of the argument `a`: words are commands. */
    public static final CommandReader COMMANDS = call -> {
        Object line = call.arguments().asMap().get("command");
        if (!(line instanceof String text)) {
            return Optional.empty();
        }
        List<SimpleCommand> all = new ArrayList<>();
        for (String word : Arrays.asList(text.split(" ", -1))) {
            boolean force = word.endsWith("!");
            String program = force ? word.substring(0, word.length() - 1) : word;
            all.add(new SimpleCommand(
                    program,
                    force ? Optional.of("ops") : Optional.empty(),
                    force ? Set.of("--force") : Set.of(),
                    List.of()));
        }
        return Optional.of(text.isEmpty() ? List.of() : all);
    };

    private final Random random;

    public RandomEvidence(Random random) {
        this.random = random;
    }

    public Evidence next() {
        Optional<Preview> preview = random.nextInt(3) == 0
                ? Optional.of(new Preview(effects(2), pick(Preview.Fidelity.values()), Digest.of("seen"), "text"))
                : Optional.empty();
        return new Evidence(
                new ToolCall("call", pick(RandomRulebooks.TOOLS.toArray(String[]::new)), arguments(), caller(), ""),
                assessment(),
                preview,
                history(),
                NOON.plusSeconds(random.nextInt(100_000)),
                Tiers.none());
    }

    private Assessment assessment() {
        List<Effect> effects = effects(3);
        boolean complete = random.nextInt(4) != 0;
        Set<Safeguard> safeguards = random.nextBoolean() ? Set.of() : Set.of(new Safeguard("kept", "kept"));
        Reversibility least = random.nextInt(4) == 0 ? pick(Reversibility.values()) : Reversibility.READ_ONLY;
        return new Assessment(effects, complete, least, least, safeguards, List.of("random"));
    }

    private List<Effect> effects(int most) {
        List<Effect> all = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(effect());
        }
        return all;
    }

    Effect effect() {
        return new Effect(
                pick(Verb.values()),
                new Resource(URIS.get(random.nextInt(URIS.size()))),
                random.nextInt(50) == 0 ? Long.MAX_VALUE : random.nextInt(6),
                random.nextInt(3000),
                pick(Reversibility.values()),
                pick(Reversibility.values()));
    }

    private Arguments arguments() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String name : List.of("a", "path", "n", "size", "wait", "host", "command")) {
            if (random.nextBoolean()) {
                all.put(name, value());
            }
        }
        if (random.nextBoolean()) {
            all.put("to", random.nextBoolean() ? List.of() : List.of(Map.of("address", "a"), Map.of("x", "b")));
        }
        if (random.nextBoolean()) {
            all.put("deep", random.nextBoolean() ? "text" : Map.of("x", 5));
        }
        return Arguments.from(all);
    }

    private @Nullable Object value() {
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> 5L;
            case 3 -> 2.5;
            case 4 -> "a";
            case 5 -> "/srv/a/x";
            case 6 -> "/srv/../etc";
            case 7 -> "10.0.0.5";
            case 8 -> "::ffff:10.0.0.5";
            case 9 -> "www.example.com";
            case 10 -> "10MB";
            case 11 -> "90s";
            case 12 -> "PT1H";
            case 13 -> "bash pay!";
            case 14 -> List.of("a", 7);
            default -> "b";
        };
    }

    private Caller caller() {
        Caller one = Caller.agent(random.nextBoolean() ? "a" : "b").session("ops");
        Caller two = random.nextBoolean() ? one.tenant("a") : one;
        Caller three = random.nextBoolean() ? two.roles("ops", "b") : two;
        Caller four = random.nextBoolean() ? three.onBehalfOf("www.example.com") : three;
        return random.nextBoolean() ? four.tainted("a").parent("b") : four;
    }

    private History history() {
        List<History.Past> past = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            past.add(new History.Past(
                    "past" + i,
                    random.nextBoolean() ? "ops" : "else",
                    "bash",
                    NOON.minusSeconds(random.nextInt(10_000)),
                    effects(2),
                    pick(Reversibility.values()),
                    pick(History.State.values())));
        }
        return past.isEmpty() ? History.none() : new History(1, past, List.of());
    }

    private <T> T pick(T[] of) {
        return of[random.nextInt(of.length)];
    }
}
