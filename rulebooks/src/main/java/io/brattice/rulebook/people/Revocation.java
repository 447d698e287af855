package io.brattice.rulebook.people;

import io.brattice.approval.People.Holder;
import io.brattice.rulebook.keys.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes into the text of a people file that one key is revoked, and changes nothing else of it. */
public final class Revocation {

    private Revocation() {}

    /**
     * The text with {@code revoked: …} beside this key.
     *
     * @param name of the file, as messages name it
     * @param id of the key
     * @throws InvalidPeopleException if the text is no people file, has no such key, or has it revoked already
     */
    public static byte[] of(String name, byte[] text, String id, Instant since) throws InvalidPeopleException {
        List<Holder> before = PeopleFile.parse(name, text);
        Holder holder = before.stream()
                .filter(one -> one.key().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidPeopleException(name + ": nobody has the key `" + id + "`"));
        if (holder.revoked().isPresent()) {
            throw new InvalidPeopleException(name + ": the key of `" + holder.name() + "` is revoked since "
                    + holder.revoked().get() + "; nothing is left to do but to sign the file");
        }
        String plain = new String(text, StandardCharsets.UTF_8);
        Node file = YamlText.read(plain, new Complaints(name)).orElseThrow();
        byte[] revoked = key(file, id)
                .flatMap(key -> inserted(plain, key, since))
                .orElseThrow(() -> byHand(name, holder, since));
        if (!PeopleFile.parse(name, revoked).equals(expected(before, holder, since))) {
            throw byHand(name, holder, since);
        }
        return revoked;
    }

    private static InvalidPeopleException byHand(String name, Holder holder, Instant since) {
        return new InvalidPeopleException(name + ": cannot be changed as it is laid out; write `revoked: " + since
                + "` beside the key of `" + holder.name() + "` by hand");
    }

    private static List<Holder> expected(List<Holder> before, Holder holder, Instant since) {
        return before.stream()
                .map(one -> one.equals(holder)
                        ? new Holder(one.name(), one.roles(), one.key(), one.from(), one.until(), Optional.of(since))
                        : one)
                .toList();
    }

    private static Optional<Node> key(Node file, String id) {
        return file.entry("people").value().items().stream()
                .flatMap(person -> person.entry("keys").value().items().stream())
                .filter(key ->
                        PublicKeys.read(key.entry("key").value().text()).id().equals(id))
                .findFirst();
    }

    /** A line of its own, before another key that stands on a line of its own. */
    private static Optional<byte[]> inserted(String text, Node key, Instant since) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        for (String beside : List.of("until", "from")) {
            Place at = key.entry(beside).at();
            String line = lines.get(at.line() - 1);
            String margin = line.substring(0, Math.min(at.column() - 1, line.length()));
            if (margin.isBlank()) {
                String end = line.endsWith("\r") ? "\r" : "";
                lines.add(at.line() - 1, margin + "revoked: " + since + end);
                return Optional.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
