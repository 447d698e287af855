package io.brattice;

import io.brattice.approval.Approval;
import io.brattice.approval.People;
import io.brattice.approval.PersonKey;
import io.brattice.approval.Question;
import io.brattice.approval.QuestionFile;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Ledger;
import io.brattice.testkit.ScriptedApprover;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People with keys, for tests: they can sign, be revoked and renamed. */
final class KnownPeople implements People {

    static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    private final List<Holder> holders = new ArrayList<>();
    private RuntimeException broken;

    /** One key, with its private half. */
    record Signer(String name, KeyPair pair) {

        static Signer named(String name) {
            try {
                return new Signer(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        PersonKey key() {
            return PersonKey.of(pair.getPublic());
        }

        SignedAnswer.Content content(Approval answer, String ticket, Ledger ledger, Instant issued, Instant expires) {
            return new SignedAnswer.Content(
                    ledger.id(),
                    ticket,
                    answer.question(),
                    answer.yes(),
                    answer.edit(),
                    answer.why(),
                    name,
                    key().id(),
                    issued,
                    expires);
        }

        byte[] signed(SignedAnswer.Content content) {
            return content.signedWith(pair.getPrivate()).bytes();
        }

        byte[] yes(Question question, Ledger ledger, Instant now) {
            return answer(question, ledger, now, Approval.yes(question, ScriptedApprover.person(name), "seen"));
        }

        byte[] no(Question question, Ledger ledger, Instant now) {
            return answer(question, ledger, now, Approval.no(question, ScriptedApprover.person(name), "not now"));
        }

        byte[] answer(Question question, Ledger ledger, Instant now, Approval answer) {
            return signed(SignedAnswer.content(
                    new QuestionFile(ledger.id(), question), answer, key(), now, now.plus(Duration.ofMinutes(30))));
        }
    }

    synchronized Signer add(String name, String... roles) {
        Signer signer = Signer.named(name);
        holders.add(new Holder(name, Set.of(roles), signer.key(), FROM, UNTIL, Optional.empty()));
        return signer;
    }

    synchronized void set(Signer signer, Holder holder) {
        holders.removeIf(one -> one.key().equals(signer.key()));
        holders.add(holder);
    }

    synchronized void revoke(Signer signer, Instant since) {
        Holder known = key(signer.key().id()).orElseThrow();
        set(signer, new Holder(known.name(), known.roles(), known.key(), FROM, UNTIL, Optional.of(since)));
    }

    synchronized void fail(RuntimeException error) {
        broken = error;
    }

    @Override
    public synchronized Optional<Holder> key(String id) {
        if (broken != null) {
            throw broken;
        }
        return holders.stream().filter(one -> one.key().id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<Holder> named(String name) {
        return holders.stream().filter(one -> one.name().equals(name)).toList();
    }
}
