package io.brattice.console.conformance;

import io.brattice.Answered;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.People;
import io.brattice.approval.PersonKey;
import io.brattice.approval.QuestionFile;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gate as a host would wire it, with these rulebooks, in a folder of its own; a clock that can be set on; and people with keys. */
final class Trial implements AutoCloseable {

    /** As many as a rule may ask for. */
    static final int MOST_PEOPLE = 16;

    private static final Duration VALID = Duration.ofDays(300);

    private final FileJournal journal;
    private final FileLedger ledger;
    private final Gate gate;
    private final Path folder;
    private final Moved clock;
    /** Of people who are there for attacks alone: no other gate knows them. */
    private final List<KeyPair> keys;

    Trial(Path folder, Rulebook rules, List<Path> files, List<KeyPair> keys) throws IOException {
        this(folder, rules, files, keys, new Moved());
    }

    private Trial(Path folder, Rulebook rules, List<Path> files, List<KeyPair> keys, Moved clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.keys = List.copyOf(keys);
        Files.createDirectories(folder);
        Set<String> roles = Roles.in(rules.layers());
        this.journal = FileJournal.in(folder.resolve("journal"));
        this.ledger = FileLedger.in(folder.resolve("ledger"));
        List<Resource> guarded = new ArrayList<>();
        files.forEach(file -> guarded.add(Resource.file(file.toAbsolutePath().normalize())));
        this.gate = Gate.builder()
                .policy(rules)
                .tiers(rules.tiers())
                .approver(Approver.elsewhere())
                .journal(journal)
                .ledger(ledger)
                .people(new Holders(keys, roles))
                .onlySigned()
                .protect(guarded.toArray(Resource[]::new))
                .clock(clock)
                .patience(Duration.ZERO)
                .build();
    }

    /** A second gate on the same ledger, as another process would open it. */
    Trial beside(Rulebook rules, List<Path> files) throws IOException {
        return new Trial(folder, rules, files, keys, clock);
    }

    Session agent(String session) {
        return gate.as(Caller.agent("probe").session(session).onBehalfOf("somebody"));
    }

    /** One that holds every role that a rule looks for in callers. */
    Session agent(String session, Set<String> roles) {
        return gate.as(
                Caller.agent("probe").session(session).onBehalfOf("somebody").roles(roles.toArray(String[]::new)));
    }

    Gate gate() {
        return gate;
    }

    Path folder() {
        return folder;
    }

    void later(Duration time) {
        clock.ahead = clock.ahead.plus(time);
    }

    KeyPair person(int number) {
        return keys.get(number);
    }

    /** As it lies open for people. */
    QuestionFile question(String ticket) throws IOException {
        return QuestionFile.read(ledger.postbox()
                .orElseThrow()
                .question(ticket)
                .orElseThrow(() -> new IOException("the question `" + ticket + "` does not lie open")));
    }

    /** What somebody who holds this key says. */
    SignedAnswer.Content yes(QuestionFile file, int person, PersonKey named) {
        return SignedAnswer.content(
                file,
                Approval.yes(
                        file.question(),
                        new Holders(keys, Set.of()).all().get(person).person(),
                        "conformance"),
                named,
                clock.instant(),
                clock.instant().plus(VALID));
    }

    Answered answer(SignedAnswer.Content content, KeyPair signer) throws IOException {
        return gate.answer(content.signedWith(signer.getPrivate()).bytes());
    }

    /** As many people say yes as are needed, and what they said rests as long as it must. */
    Outcome approved(Outcome asked) throws IOException {
        if (!(asked instanceof Outcome.Pending pending)) {
            return asked;
        }
        QuestionFile file = question(pending.ticket());
        for (int i = 0; i < file.question().terms().people(); i++) {
            answer(yes(file, i, PersonKey.of(person(i).getPublic())), person(i));
        }
        later(file.question().terms().coolDown());
        return gate.resume(pending.ticket());
    }

    static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have Ed25519; check the security providers", e);
        }
    }

    static Arguments numbered(int number) {
        return Arguments.of("probe", number);
    }

    @Override
    public void close() {
        gate.close();
        ledger.close();
        journal.close();
    }

    /** Now, and a while. */
    private static final class Moved extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    /** Each key is one person's, and all hold every role that a rule asks for. */
    private record Holders(List<KeyPair> keys, Set<String> roles) implements People {

        List<Holder> all() {
            List<Holder> all = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                all.add(new Holder(
                        "person-" + i,
                        roles,
                        PersonKey.of(keys.get(i).getPublic()),
                        Instant.EPOCH,
                        Instant.now().plus(Duration.ofDays(3_650)),
                        Optional.empty()));
            }
            return all;
        }

        @Override
        public Optional<Holder> key(String id) {
            return all().stream().filter(holder -> holder.key().id().equals(id)).findFirst();
        }

        @Override
        public List<Holder> named(String name) {
            return all().stream().filter(holder -> holder.name().equals(name)).toList();
        }
    }
}
