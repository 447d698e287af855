package io.brattice.aws.catalogue.make;

import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation.Inverse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what takes an operation back: an operation of the same service whose name says the opposite, and a source for each member that
 * its request must have. A creation under a name that the caller chooses has one only if the model says that it fails where there is
 * such a thing already: else the inverse could remove what was there before.
 */
record Inverses(Model model, Curation curation) {

    private static final Map<String, List<String>> OPPOSITES = Map.ofEntries(
            Map.entry("Create", List.of("Delete", "Terminate")),
            Map.entry("Copy", List.of("Delete")),
            Map.entry("Import", List.of("Delete")),
            Map.entry("Allocate", List.of("Release")),
            Map.entry("Register", List.of("Deregister", "Unregister", "Delete")),
            Map.entry("Provision", List.of("Deprovision", "Terminate")),
            Map.entry("Run", List.of("Terminate")),
            Map.entry("Subscribe", List.of("Unsubscribe")),
            Map.entry("Associate", List.of("Disassociate", "Dissociate")),
            Map.entry("Attach", List.of("Detach")),
            Map.entry("Add", List.of("Remove")),
            Map.entry("Assign", List.of("Unassign")),
            Map.entry("Tag", List.of("Untag")),
            Map.entry("Enable", List.of("Disable")),
            Map.entry("Disable", List.of("Enable")),
            Map.entry("Start", List.of("Stop")),
            Map.entry("Stop", List.of("Start")),
            Map.entry("Suspend", List.of("Resume")),
            Map.entry("Pause", List.of("Resume")),
            Map.entry("Activate", List.of("Deactivate")),
            Map.entry("Deactivate", List.of("Activate")),
            Map.entry("Authorize", List.of("Revoke")),
            Map.entry("Grant", List.of("Revoke")),
            Map.entry("Share", List.of("Unshare")),
            Map.entry("Link", List.of("Unlink")),
            Map.entry("Lock", List.of("Unlock")),
            Map.entry("Archive", List.of("Unarchive")),
            Map.entry("Deprecate", List.of("Undeprecate")),
            Map.entry("Monitor", List.of("Unmonitor")),
            Map.entry("Peer", List.of("Unpeer")));

    private static final List<String> ROLES = List.of("identifier", "arn", "name", "id");
    private static final List<String> CONFLICTS = List.of("exist", "conflict", "duplicate", "inuse");

    Optional<Inverse> of(String name, Tree declared, Verb verb, String why) {
        Optional<Inverse> decided = curation.inverses().get(model.folder() + ":" + name);
        if (decided != null) {
            return decided;
        }
        if (verb == Verb.READ || verb == Verb.DISCLOSE || (verb == Verb.CREATE && !why.isEmpty())) {
            return Optional.empty();
        }
        String word = Lexicon.word(name);
        int at = name.indexOf(word);
        String noun = name.substring(at + word.length());
        for (String opposite : OPPOSITES.getOrDefault(word, List.of())) {
            String inverse = name.substring(0, at) + opposite + noun;
            if (model.operations().containsKey(inverse)) {
                return bound(declared, verb, noun.toLowerCase(Locale.ROOT), inverse)
                        .filter(found -> !word.equals("Copy") || namesTheCopy(found));
            }
        }
        return Optional.empty();
    }

    /** What a request to copy names may be what is copied. */
    private static boolean namesTheCopy(Inverse inverse) {
        return inverse.parameters().values().stream().anyMatch(source -> source.startsWith("response."));
    }

    private Optional<Inverse> bound(Tree declared, Verb verb, String noun, String inverse) {
        String target = model.request(model.operation(inverse));
        List<String> required = model.shape(target).texts("required");
        Map<String, String> sources = new LinkedHashMap<>();
        for (Map.Entry<String, Tree> member : model.members(target).entrySet()) {
            String name = member.getKey();
            boolean must = required.contains(name);
            Optional<String> source =
                    source(declared, verb, noun, name, member.getValue().text("shape"), must);
            if (source.isPresent()) {
                if (must || carried(source.get(), member.getValue())) {
                    sources.put(name, must ? source.get() : source.get() + "?");
                }
            } else if (must) {
                return Optional.empty();
            }
        }
        boolean named = sources.values().stream().anyMatch(source -> !source.endsWith("?"));
        boolean chosen = sources.values().stream().noneMatch(source -> source.startsWith("response"));
        if (!named || (verb == Verb.CREATE && chosen && !failsWhereThereIsOne(declared))) {
            return Optional.empty();
        }
        return Optional.of(new Inverse(inverse, sources));
    }

    /** Whether a member that need not be there goes along: names and ids that both requests have, not what changes how it is done. */
    private boolean carried(String source, Tree member) {
        return source.startsWith("request.") && model.kind(member.text("shape")) == Kind.STRING;
    }

    private boolean failsWhereThereIsOne(Tree declared) {
        // The model of EC2 declares no errors at all. There, what the caller names is part of something else that the
        // call names too.
        return model.folder().equals("ec2")
                || declared.trees("errors").stream()
                        .map(error -> error.text("shape").toLowerCase(Locale.ROOT))
                        .anyMatch(error -> CONFLICTS.stream().anyMatch(error::contains));
    }

    private Optional<String> source(Tree declared, Verb verb, String noun, String name, String shape, boolean needed) {
        // A token is good for one call, and what the request had to match is no more once the call was made.
        if (name.toLowerCase(Locale.ROOT).matches(".*(change|client|request|idempotency)token|ifmatch|etag")) {
            return Optional.empty();
        }
        String request = model.request(declared);
        Map<String, Tree> given = model.members(request);
        boolean fits = given.containsKey(name) && fits(given.get(name).text("shape"), shape);
        if (fits && model.shape(request).texts("required").contains(name)) {
            return Optional.of("request." + name);
        }
        Optional<String> answered = answered(model.answer(declared), noun, name, shape);
        if (answered.isPresent()) {
            return answered;
        }
        // What the caller may leave out is no source of what the inverse of a creation must have.
        return fits && !(needed && verb == Verb.CREATE) ? Optional.of("request." + name) : Optional.empty();
    }

    private Optional<String> answered(String answer, String noun, String name, String shape) {
        for (String wanted : wanted(noun, name.toLowerCase(Locale.ROOT))) {
            Optional<String> top = named(answer, wanted, shape);
            if (top.isPresent()) {
                return Optional.of("response." + top.get());
            }
            for (Map.Entry<String, Tree> part : parts(answer, noun)) {
                Optional<String> nested = named(part.getValue().text("shape"), wanted, shape);
                if (nested.isPresent()) {
                    return Optional.of("response." + part.getKey() + "." + nested.get());
                }
            }
        }
        return Optional.empty();
    }

    /** The structures of an answer that describe what was made. */
    private List<Map.Entry<String, Tree>> parts(String answer, String noun) {
        List<Map.Entry<String, Tree>> structures = new ArrayList<>();
        for (Map.Entry<String, Tree> member : model.members(answer).entrySet()) {
            if (model.kind(member.getValue().text("shape")) == Kind.STRUCTURE) {
                structures.add(member);
            }
        }
        if (structures.size() > 1) {
            structures.removeIf(part -> !noun.endsWith(part.getKey().toLowerCase(Locale.ROOT)));
        }
        return structures;
    }

    private Optional<String> named(String structure, String wanted, String shape) {
        return model.members(structure).entrySet().stream()
                .filter(member -> member.getKey().toLowerCase(Locale.ROOT).equals(wanted))
                .filter(member -> fits(member.getValue().text("shape"), shape))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Under which names, in lower case, an answer may tell a member of the inverse, the likeliest first. */
    private static List<String> wanted(String noun, String name) {
        List<String> wanted = new ArrayList<>(List.of(name));
        if (name.equals("resourcearn")) {
            wanted.addAll(List.of(noun + "arn", "arn"));
        } else if (name.equals(noun) || name.equals("identifier") || name.equals(noun + "identifier")) {
            wanted.addAll(List.of(noun + "id", "id", noun + "arn", "arn", noun + "name", "name"));
        } else {
            for (String role : ROLES) {
                if (name.equals(role)) {
                    wanted.add(noun + role);
                } else if (name.equals(noun + role)) {
                    wanted.add(role);
                }
            }
        }
        return wanted;
    }

    private boolean fits(String from, String to) {
        Kind kind = model.kind(to);
        if (kind == Kind.LIST && model.kind(from) == Kind.LIST) {
            return model.kind(model.held(from)) == model.kind(model.held(to));
        }
        return Set.of(Kind.STRING, Kind.INTEGER).contains(kind) && model.kind(from) == kind;
    }
}
