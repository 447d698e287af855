package io.brattice.action;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks for: a tool by name, arguments copied deeply, a caller.
 *
 * <p>Immutable. Two calls with an equal {@link #digest()} are the same action by the same caller, whatever their ids.
 */
public final class ToolCall {

    /** How much of arguments a call may carry: less than the bound of a journal entry, which holds more than them. */
    public static final int MAX_ARGUMENT_BYTES = 768 << 10;

    /** How much the agent may say about a call, in characters. */
    public static final int MAX_RATIONALE = 16 << 10;

    private static final int LONGEST_NAME = 200;
    private static final byte[] ARGUMENTS = "{\"arguments\":".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final String tool;
    private final Arguments arguments;
    private final Caller caller;
    private final String rationale;
    private volatile @Nullable Digests digests;
    private volatile @Nullable String principal;

    private record Digests(Digest action, Digest repetition) {}

    /**
     * @param id unique within a ledger; a host may give its own for idempotent retries
     * @param tool 1 to 200 printable ASCII characters, compared exactly: no case, alias or look-alike finds another tool
     * @param rationale the agent's own words; shown fenced, never believed, may be empty
     */
    public ToolCall(String id, String tool, Arguments arguments, Caller caller, String rationale) {
        this.id = Objects.requireNonNull(id, "id");
        this.tool = checkedName(tool);
        this.arguments = Objects.requireNonNull(arguments, "arguments");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.rationale = Objects.requireNonNull(rationale, "rationale");
        if (id.isEmpty() || id.length() > LONGEST_NAME || !isPlain(id)) {
            throw new IllegalArgumentException("a call id has 1 to 200 printable ASCII characters without spaces");
        }
        if (arguments.canonicalLength() > MAX_ARGUMENT_BYTES || rationale.length() > MAX_RATIONALE) {
            throw new IllegalArgumentException("a call carries at most 768 KiB of arguments and 16,384 characters of"
                    + " the agent's own words; pass large data by reference");
        }
        if (Unicode.hasUnpairedSurrogate(rationale)) {
            throw new IllegalArgumentException(
                    "the agent's own words have an unpaired surrogate; pass well-formed Unicode");
        }
    }

    /** Unique within a ledger. */
    public String id() {
        return id;
    }

    /** The exact name of the tool. */
    public String tool() {
        return tool;
    }

    /** What the tool is to be given, deeply immutable. */
    public Arguments arguments() {
        return arguments;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The agent's own words about this call: never believed; may be empty. */
    public String rationale() {
        return rationale;
    }

    /**
     * The action digest: SHA-256 over the canonical JSON of tool, arguments, kind, tenant, name, on-behalf-of and session.
     * Roles, taint, parent, rationale and call id are not part of it.
     */
    public Digest digest() {
        return digests().action;
    }

    /** The action without its session: what an unknown outcome refuses, so that a new session cannot repeat it. */
    public Digest repetition() {
        return digests().repetition;
    }

    /** Whose history it counts in: {@link Caller#principal()}, computed once. */
    public String principal() {
        String known = principal;
        if (known == null) {
            known = caller.principal();
            principal = known;
        }
        return known;
    }

    /** The same call by the same caller with more known about it. */
    public ToolCall by(Caller moreTainted) {
        return new ToolCall(id, tool, arguments, moreTainted, rationale);
    }

    private Digests digests() {
        Digests known = digests;
        if (known == null) {
            known = compute();
            digests = known;
        }
        return known;
    }

    /** Writes the members in canonical order; all that differs between the two digests comes after the fork. */
    private Digests compute() {
        MessageDigest whole = Digest.sha256();
        whole.update(ARGUMENTS);
        arguments.into(whole);
        CanonicalJson json = CanonicalJson.members()
                .member("kind", Optional.of(caller.kind().name()))
                .member("name", Optional.of(caller.name()))
                .member("onBehalfOf", caller.onBehalfOf());
        json.drainInto(whole);
        MessageDigest anySession = fork(whole);
        return new Digests(end(json, whole, caller.session()), end(json, anySession, ""));
    }

    private Digest end(CanonicalJson json, MessageDigest digest, String session) {
        json.member("session", Optional.of(session))
                .member("tenant", Optional.of(caller.tenant()))
                .member("tool", Optional.of(tool))
                .drainInto(digest);
        digest.update((byte) '}');
        return Digest.of(digest);
    }

    private static MessageDigest fork(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java has a SHA-256 that cannot be copied; use the one of the JDK", e);
        }
    }

    private static String checkedName(String tool) {
        if (tool.isEmpty() || tool.length() > LONGEST_NAME || !isPlain(tool)) {
            throw new IllegalArgumentException("a tool name has 1 to 200 printable ASCII characters without spaces");
        }
        return tool;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return tool + " " + arguments + " (call " + id + ")";
    }
}
