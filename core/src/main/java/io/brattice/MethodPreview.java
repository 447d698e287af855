package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import org.jspecify.annotations.Nullable;

/** What a preview method of the same interface says a call would do. */
final class MethodPreview {

    private final GuardedMethod shown;
    private final GuardedMethod preview;

    MethodPreview(GuardedMethod shown, GuardedMethod preview) {
        this.shown = shown;
        this.preview = preview;
    }

    /** Asks the target, with arguments made anew, since it may change what it is given. */
    Preview of(Arguments arguments) throws Exception {
        // By position: the two methods have the same types, not necessarily the same names.
        @Nullable Object answer = preview.invoke(shown.rebuild(arguments));
        if (answer instanceof Preview full) {
            return full;
        }
        Arguments seen = Arguments.of("preview", preview.encode(answer));
        String text = answer instanceof String words ? words : seen.json();
        return new Preview(shown.assess(arguments).effects(), Preview.Fidelity.PARTIAL, seen.digest(), text);
    }
}
