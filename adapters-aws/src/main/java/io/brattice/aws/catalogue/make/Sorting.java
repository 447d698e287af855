package io.brattice.aws.catalogue.make;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what an operation is: a curated row, else what its name suggests where nothing in the model speaks against it. A reader must
 * not be sent with PUT, PATCH or DELETE, nor may its documentation begin by saying that it does something; what is spoken against is
 * IRREVERSIBLE.
 */
record Sorting(Curation curation, Lexicon lexicon) {

    private static final Set<String> DRY = Set.of("dryrun", "validateonly", "isdryrun", "testmode");
    private static final Set<String> WRITING = Set.of("PUT", "PATCH", "DELETE");

    List<Sorted> of(Model model) {
        List<Sorted> sorted = new ArrayList<>();
        model.operations().forEach((name, declared) -> sorted.add(of(model, name, declared)));
        return sorted;
    }

    private Sorted of(Model model, String name, Tree declared) {
        String id = model.folder() + ":" + name;
        Curation.Row row = curation.rows().get(id);
        Opinion opinion = row != null
                ? new Opinion(row.verb(), row.inherent(), Evidence.CURATED, row.why())
                : opinion(name, declared);
        return new Sorted(
                name,
                declared,
                opinion.verb(),
                opinion.inherent(),
                opinion.evidence(),
                opinion.why(),
                new Inverses(model, curation).of(name, declared, opinion.verb(), opinion.why()),
                curation.feigned().contains(id) ? Optional.empty() : dryRun(model, declared),
                curation.isMetered(id, opinion.verb()));
    }

    private record Opinion(Verb verb, Reversibility inherent, Evidence evidence, String why) {
        static Opinion worst(Verb verb, Evidence evidence) {
            return new Opinion(verb, Reversibility.IRREVERSIBLE, evidence, "");
        }
    }

    private Opinion opinion(String name, Tree declared) {
        Optional<Verb> suggested = lexicon.verb(name);
        if (suggested.isEmpty()) {
            return Opinion.worst(Verb.EXECUTE, Evidence.NOTHING);
        }
        Verb verb = suggested.get();
        String method = declared.tree("http").text("method");
        Optional<Verb> told = Documentation.verb(declared.text("documentation"), lexicon);
        if (verb != Verb.READ) {
            boolean agreed = told.equals(suggested) || WRITING.contains(method);
            return Opinion.worst(verb, agreed ? Evidence.AGREED : Evidence.VERB);
        }
        if (WRITING.contains(method) || (told.isPresent() && told.get() != Verb.READ)) {
            return Opinion.worst(told.filter(other -> other != Verb.READ).orElse(Verb.UPDATE), Evidence.NOTHING);
        }
        boolean agreed = declared.is("readonly") || told.isPresent() || method.equals("GET") || method.equals("HEAD");
        return new Opinion(verb, Reversibility.READ_ONLY, agreed ? Evidence.AGREED : Evidence.VERB, "");
    }

    private static Optional<String> dryRun(Model model, Tree declared) {
        for (Map.Entry<String, Tree> member :
                model.members(model.request(declared)).entrySet()) {
            boolean named = DRY.contains(member.getKey().toLowerCase(Locale.ROOT));
            boolean told = !member.getValue().text("documentation").isBlank();
            if (named && told && model.kind(member.getValue().text("shape")) == Kind.BOOLEAN) {
                return Optional.of(member.getKey());
            }
        }
        return Optional.empty();
    }
}
