package io.brattice.action;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks.
 *
 * <p>Kind, tenant, agent, session and on-behalf-of are identity: an approval binds to them. Roles, parent and taint are
 * evidence: policies may look at them, and more taint means deciding again.
 *
 * @param name the agent, person or application
 * @param session a resumable id that the host sets; empty until {@code Gate.as} gives it one
 * @param parent the session that started this one, for a sub-agent
 * @param taint labels of untrusted material this caller has read
 */
public record Caller(
        Kind kind,
        String tenant,
        String name,
        String session,
        Optional<String> onBehalfOf,
        Set<String> roles,
        Optional<String> parent,
        Set<String> taint) {

    /** What sort of caller. Only a person may pass the stop switch with an undo. */
    public enum Kind {
        AGENT,
        APPLICATION,
        PERSON
    }

    private static final int LONGEST = 256;

    public Caller {
        Objects.requireNonNull(kind, "kind");
        checked("tenant", tenant);
        if (checked("name", name).isBlank()) {
            throw new IllegalArgumentException("a caller needs a name");
        }
        checked("session", session);
        onBehalfOf.ifPresent(who -> checked("on behalf of", who));
        parent.ifPresent(who -> checked("parent", who));
        roles = sorted(roles);
        taint = sorted(taint);
    }

    /** An agent: a program in which a model decides what to call. Everything but its name is empty until it is set. */
    public static Caller agent(String name) {
        return of(Kind.AGENT, name);
    }

    /** Code of the host that calls on nobody's advice. It is judged like an agent. */
    public static Caller application(String name) {
        return of(Kind.APPLICATION, name);
    }

    /** A person the host has authenticated. Never build one from anything an agent said. */
    public static Caller person(String name) {
        return of(Kind.PERSON, name);
    }

    /** This caller within a tenant: histories, refusals and approvals of two tenants have nothing in common. */
    public Caller tenant(String id) {
        return new Caller(kind, id, name, session, onBehalfOf, roles, parent, taint);
    }

    /** This caller in the session of that id. The host sets it, so that a later process can go on with the same session. */
    public Caller session(String id) {
        return new Caller(kind, tenant, name, id, onBehalfOf, roles, parent, taint);
    }

    /** This caller acting for a person, who may answer only where one person is enough, and an independent one is not asked for. */
    public Caller onBehalfOf(String person) {
        return new Caller(kind, tenant, name, session, Optional.of(person), roles, parent, taint);
    }

    /** This caller with these roles and no others. Policies may look at them. */
    public Caller roles(String... names) {
        return new Caller(kind, tenant, name, session, onBehalfOf, Set.of(names), parent, taint);
    }

    /** This caller as started by that session. */
    public Caller parent(String parentSession) {
        return new Caller(kind, tenant, name, session, onBehalfOf, roles, Optional.of(parentSession), taint);
    }

    /** This caller after it has read something untrusted. Taint is only ever added. */
    public Caller tainted(String label) {
        Set<String> more = new LinkedHashSet<>(taint);
        more.add(label);
        return new Caller(kind, tenant, name, session, onBehalfOf, roles, parent, more);
    }

    /**
     * Whose history and refusals these are, whatever the session: an injective encoding of kind, tenant, name and
     * on-behalf-of.
     */
    public String principal() {
        String who = onBehalfOf.orElse("");
        return kind + ":" + tenant.length() + ":" + tenant + name.length() + ":" + name
                + (onBehalfOf.isPresent() ? who.length() + ":" + who : "-");
    }

    private static Caller of(Kind kind, String name) {
        return new Caller(kind, "", name, "", Optional.empty(), Set.of(), Optional.empty(), Set.of());
    }

    /** In one order everywhere: the digests of questions are taken over these, in more than one process. */
    private static Set<String> sorted(Set<String> names) {
        return names.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(names));
    }

    private static String checked(String what, String value) {
        Objects.requireNonNull(value, what);
        boolean broken =
                value.codePoints().anyMatch(c -> c < ' ' || c == 0x7f || Character.getType(c) == Character.SURROGATE);
        if (value.length() > LONGEST || broken) {
            throw new IllegalArgumentException(
                    what + " of a caller: at most 256 characters, no control characters and no half surrogates");
        }
        return value;
    }
}
