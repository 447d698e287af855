package io.brattice.action;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What a rehearsal saw: what the call would do to the world as it is now.
 *
 * @param effects the same vocabulary as an assessment, now counted
 * @param fingerprint a digest of the state that was looked at; an equal fingerprint means that the preview still holds
 * @param text what a person reads, plain text; the brief makes control characters visible
 */
public record Preview(List<Effect> effects, Fidelity fidelity, Digest fingerprint, String text) {

    /** How much of what will happen the preview shows. */
    public enum Fidelity {
        /** Nothing that would help. */
        NONE,
        /** True, but there may be more. */
        PARTIAL,
        /** Exactly what would happen if it ran now. */
        EXACT
    }

    public Preview {
        effects = List.copyOf(effects);
        Objects.requireNonNull(fidelity, "fidelity");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(text, "text");
    }

    /** No preview, and why. Its fingerprint is that of the reason, so that two absent previews with one reason are equal. */
    public static Preview none(String why) {
        return new Preview(List.of(), Fidelity.NONE, Digest.of(("none:" + why).getBytes(StandardCharsets.UTF_8)), why);
    }

    /** A preview that shows exactly what would happen if the call ran now. */
    public static Preview exact(List<Effect> effects, Digest fingerprint, String text) {
        return new Preview(effects, Fidelity.EXACT, fingerprint, text);
    }
}
