package io.brattice.rulebook.people;

import io.brattice.approval.People.Holder;
import io.brattice.approval.Person;
import io.brattice.approval.PersonKey;
import io.brattice.rulebook.keys.PublicKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns the text of a people file into the holders of keys, or says everything that is wrong with it. */
final class PeopleForm {

    private static final List<String> FILE = List.of("version", "people");
    private static final List<String> PERSON = List.of("name", "roles", "keys");
    private static final List<String> KEY = List.of("key", "from", "until", "revoked");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");
    private static final int LONGEST_NAME = 100;
    private static final String VERSION = "1";

    private final Complaints complaints;
    private final List<Holder> holders = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    private PeopleForm(String file) {
        this.complaints = new Complaints(file);
    }

    /** @param file as messages name it */
    static List<Holder> read(String file, String text) throws InvalidPeopleException {
        PeopleForm form = new PeopleForm(file);
        YamlText.read(text, form.complaints).ifPresent(form::file);
        if (!form.complaints.isEmpty()) {
            throw new InvalidPeopleException(form.complaints.lines());
        }
        return List.copyOf(form.holders);
    }

    private void file(Node file) {
        if (!isMapping(file, "the file", FILE)) {
            return;
        }
        value(file, "version").ifPresent(version -> {
            if (!version.text().equals(VERSION)) {
                complaints.add(version.at(), "version " + version.shown() + "; this version of Brattice reads `1`");
            }
        });
        for (Node person : items(file, "people")) {
            person(person);
        }
    }

    private void person(Node person) {
        if (!isMapping(person, "a person", PERSON)) {
            return;
        }
        Optional<String> name = value(person, "name").flatMap(this::name);
        Set<String> roles = new TreeSet<>();
        for (Node role : items(person, "roles")) {
            if (role.kind() != Node.Kind.TEXT || !ROLE.matcher(role.text()).matches()) {
                complaints.add(
                        role.at(), "the role " + role.shown() + "; write letters, digits and `._/-`, at most 64");
            } else if (!roles.add(role.text())) {
                complaints.add(role.at(), "the role " + role.shown() + " comes twice; keep one");
            }
        }
        List<Node> held = items(person, "keys");
        if (held.isEmpty()) {
            complaints.add(person.at(), "a person without a key; add one, or leave the person out");
        }
        for (Node key : held) {
            key(key, name.orElse("?"), roles);
        }
    }

    private Optional<String> name(Node name) {
        String text = name.text();
        boolean odd =
                text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        if (text.isBlank() || text.length() > LONGEST_NAME || odd || !text.equals(text.strip())) {
            complaints.add(
                    name.at(),
                    "the name " + name.shown() + "; write at most 100 visible characters, without space around them");
            return Optional.empty();
        }
        String known = names.putIfAbsent(Person.folded(text), text);
        if (known != null) {
            complaints.add(
                    name.at(),
                    "the name " + name.shown() + " is that of `" + Complaints.excerpt(known)
                            + "` above; one human has one entry, with every key of theirs");
        }
        return Optional.of(text);
    }

    private void key(Node node, String name, Set<String> roles) {
        if (!isMapping(node, "a key", KEY)) {
            return;
        }
        Optional<PersonKey> key = value(node, "key").flatMap(this::publicKey);
        Optional<Instant> from = value(node, "from").flatMap(this::instant);
        Optional<Instant> until = value(node, "until").flatMap(this::instant);
        Node.Entry revokedAt = node.entries().get("revoked");
        Optional<Instant> revoked = Optional.empty();
        if (revokedAt != null) {
            revoked = value(node, "revoked").flatMap(this::instant);
        }
        if (key.isEmpty() || from.isEmpty() || until.isEmpty() || (revokedAt != null && revoked.isEmpty())) {
            return;
        }
        if (!from.get().isBefore(until.get())) {
            complaints.add(
                    node.at(),
                    "the key is valid from " + from.get() + " until " + until.get() + "; let `until` be later");
        }
        holders.add(new Holder(name, roles, key.get(), from.get(), until.get(), revoked));
    }

    private Optional<PersonKey> publicKey(Node node) {
        try {
            PersonKey key = PublicKeys.read(node.text());
            String known = keys.putIfAbsent(key.id(), "");
            if (known != null) {
                complaints.add(
                        node.at(),
                        "the key " + node.shown()
                                + " comes twice; a key has one holder, and each human a key of their own");
            }
            return Optional.of(key);
        } catch (IllegalArgumentException e) {
            complaints.add(node.at(), "the key " + node.shown() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Instant> instant(Node node) {
        try {
            return Optional.of(
                    node.text().length() == "2026-01-01".length()
                            ? LocalDate.parse(node.text())
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(node.text()));
        } catch (DateTimeParseException e) {
            complaints.add(
                    node.at(),
                    "the time " + node.shown()
                            + "; write `2026-01-31`, which begins at midnight UTC, or `2026-01-31T08:00:00Z`");
            return Optional.empty();
        }
    }

    private boolean isMapping(Node node, String what, List<String> known) {
        if (node.kind() != Node.Kind.MAPPING) {
            complaints.add(
                    node.at(),
                    what + " is " + node.shown() + "; write a mapping with `" + String.join("`, `", known) + "`");
            return false;
        }
        node.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                complaints.unknown(entry.at(), "key", key, known);
            }
        });
        return true;
    }

    /** The text under this key, which must be there. */
    private Optional<Node> value(Node mapping, String key) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            complaints.add(mapping.at(), "`" + key + "` is missing; add it");
            return Optional.empty();
        }
        if (entry.value().kind() != Node.Kind.TEXT || entry.value().isNothing()) {
            complaints.add(
                    entry.value().at(), "`" + key + "` is " + entry.value().shown() + "; write a text");
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    private List<Node> items(Node mapping, String key) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            complaints.add(mapping.at(), "`" + key + "` is missing; add it");
            return List.of();
        }
        if (entry.value().kind() != Node.Kind.LIST) {
            complaints.add(
                    entry.value().at(), "`" + key + "` is " + entry.value().shown() + "; write a list");
            return List.of();
        }
        return entry.value().items();
    }
}
