package io.brattice.rulebook.people;

import io.brattice.action.Digest;
import io.brattice.approval.People;
import io.brattice.approval.PersonKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The people of a file, {@code people.yaml}, that somebody has signed ({@code people.yaml.sig} beside it).
 *
 * <pre>{@code
 * Gate.builder().people(PeopleFile.of(Path.of("/etc/app/people.yaml"), Set.of(PublicKeys.read(trusted))))…
 * }</pre>
 *
 * <p>Guarantees: read anew for every answer, so that a change counts at once; a file that is missing, damaged, not signed by one
 * of the keys that the host named, or expired vouches for nobody; neither does one with a lower serial than was seen before, or
 * another one with the same, as long as this object lives.
 *
 * <p>Does not: remember the serial across restarts. Somebody who can put back an old pair of files, and restart the process, has the
 * old people until that signature expires: let it expire soon.
 *
 * <p>Safe for use by many threads.
 */
public final class PeopleFile implements People {

    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Set<PersonKey> signers;
    private final Clock clock;

    private Instant latest = Instant.MIN;
    private long serial;
    private Optional<Digest> digest = Optional.empty();
    private List<Holder> known = List.of();

    private PeopleFile(Path file, Set<PersonKey> signers, Clock clock) {
        this.file = file;
        this.signers = Set.copyOf(signers);
        this.clock = clock;
    }

    /** This file, if it is signed by one of these keys. Nothing is read yet. */
    public static PeopleFile of(Path file, Set<PersonKey> signers) {
        return of(file, signers, Clock.systemUTC());
    }

    /** The same by another clock. One that is set back prolongs nothing. */
    public static PeopleFile of(Path file, Set<PersonKey> signers, Clock clock) {
        return new PeopleFile(file.toAbsolutePath(), signers, clock);
    }

    /** Where the signature of this people file is. */
    public static Path signatureOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sig");
    }

    /**
     * What this text says, whoever signed it.
     *
     * @param name of the file, as messages name it
     */
    public static List<Holder> parse(String name, byte[] text) throws InvalidPeopleException {
        try {
            return PeopleForm.read(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(text))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidPeopleException(name + ":1:1: not UTF-8; save it as UTF-8");
        }
    }

    /**
     * Everybody, now.
     *
     * @throws InvalidPeopleException if nobody can be vouched for, with the reasons
     */
    public synchronized List<Holder> holders() throws InvalidPeopleException {
        byte[] text = bytes(file, MAX_BYTES);
        PeopleSignature signature = signature();
        Digest now = Digest.of(text);
        if (!signature.digest().equals(now)) {
            throw refusal("was changed after it was signed; sign it with `brattice keys sign`");
        }
        if (signature.serial() < serial) {
            throw refusal("is older than what was read before: serial " + signature.serial() + " after " + serial
                    + "; put the newer one back, or sign this one anew");
        }
        boolean isKnown = digest.equals(Optional.of(now));
        if (signature.serial() == serial && !isKnown) {
            throw refusal("has the serial " + serial + " of another one; sign it anew");
        }
        latest = clock.instant().isAfter(latest) ? clock.instant() : latest;
        if (!latest.isBefore(signature.expires())) {
            throw refusal("was signed until " + signature.expires() + "; sign it anew");
        }
        List<Holder> holders = isKnown ? known : parse(name(), text);
        serial = signature.serial();
        digest = Optional.of(now);
        known = holders;
        return holders;
    }

    @Override
    public Optional<Holder> key(String id) {
        return everybody().stream().filter(one -> one.key().id().equals(id)).findFirst();
    }

    @Override
    public List<Holder> named(String name) {
        return everybody().stream().filter(one -> one.name().equals(name)).toList();
    }

    private List<Holder> everybody() {
        try {
            return holders();
        } catch (InvalidPeopleException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private PeopleSignature signature() throws InvalidPeopleException {
        PeopleSignature signature;
        Path beside = signatureOf(file);
        try {
            signature = PeopleSignature.read(bytes(beside, PeopleSignature.MAX_BYTES));
        } catch (IllegalArgumentException e) {
            throw new InvalidPeopleException(beside + ": " + e.getMessage());
        }
        boolean isTrusted = signers.stream().anyMatch(signature::isOf);
        if (!isTrusted) {
            throw refusal("is not signed by a key that may: known are "
                    + signers.stream().map(PersonKey::toString).sorted().collect(Collectors.joining(", ")));
        }
        return signature;
    }

    private static byte[] bytes(Path path, int most) throws InvalidPeopleException {
        if (!Files.isRegularFile(path)) {
            throw new InvalidPeopleException(path + ": there is no such file; nobody is vouched for until it is there");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new InvalidPeopleException(path + ": longer than " + most + " bytes; shorten it");
            }
            return bytes;
        } catch (InvalidPeopleException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidPeopleException(path + ": cannot be read (" + e + "); check whose it is");
        }
    }

    private InvalidPeopleException refusal(String why) {
        return new InvalidPeopleException("`" + file + "` " + why);
    }

    private String name() {
        return file.toString();
    }
}
