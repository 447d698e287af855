package io.brattice.aws.rule;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shipped files, and facts that a test makes up. */
final class RuleFiles {

    private RuleFiles() {}

    /** Every file, by the name of its service. */
    static Map<String, RuleFile> all() throws Exception {
        URL one = Objects.requireNonNull(Rules.class.getResource("s3.json"));
        Map<String, RuleFile> all = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of(one.toURI()).getParent())) {
            paths.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .forEach(service -> all.put(service, Rules.shipped().file(service)));
        }
        return all;
    }

    static AwsCall call(String service, String operation, Map<String, ? extends @Nullable Object> request) {
        return new AwsCall(service, operation, Arguments.from(request), Place.ofSender());
    }

    /** Only these are known. */
    static Facts knowing(Map<String, ? extends @Nullable Object> facts) {
        return (row, call) -> facts.containsKey(row.id())
                ? Fact.known(facts.get(row.id()), "the test")
                : Fact.unknown("the test does not say");
    }

    /** What a rule says, without the guards. */
    static Ruling weigh(Rule rule, AwsCall call, Facts facts) {
        World world = new World(call, Rules.shipped()::fact, facts);
        return new Weighing(call, world).by(rule, call.id());
    }

    static String operation(Rule rule, Rule.Example example) {
        return example.operation().orElse(rule.names().get(0));
    }
}
